package dev.polylogue.testkit.simulation;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.engine.store.StoredGeneration;
import dev.polylogue.protocol.command.AnswerClarification;
import dev.polylogue.protocol.command.ContinueMessage;
import dev.polylogue.protocol.command.EditMessage;
import dev.polylogue.protocol.command.PatchConversation;
import dev.polylogue.protocol.command.RegenerateMessage;
import dev.polylogue.protocol.command.SendMessage;
import dev.polylogue.protocol.id.ClarificationId;
import dev.polylogue.protocol.id.ConversationId;
import dev.polylogue.protocol.id.MessageId;
import dev.polylogue.protocol.id.RequestId;
import dev.polylogue.protocol.message.ClarificationState;
import dev.polylogue.protocol.message.Message;
import dev.polylogue.protocol.message.Part;
import dev.polylogue.protocol.message.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody who does everything that a person can, at any moment, in any order. */
final class SimulatedPerson implements Runnable {

    private static final int MAX_PAUSE_MILLIS = 1_200;

    private final World world;
    private final SimulatedServer server;
    private final Plot plot;
    private final UserId owner;
    private final SplittableRandom chance;
    private final Commands commands;
    private final int acts;
    private int readers;

    SimulatedPerson(World world, SimulatedServer server, Plot plot, UserId owner, int acts) {
        this.world = world;
        this.server = server;
        this.plot = plot;
        this.owner = owner;
        this.chance = world.chance();
        this.commands = new Commands(world, server, plot, owner);
        this.acts = acts;
    }

    @Override
    public void run() {
        try {
            for (int act = 0; act < acts; act++) {
                world.outside().pause(Duration.ofMillis(chance.nextInt(MAX_PAUSE_MILLIS)));
                act(conversation());
            }
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private ConversationId conversation() {
        List<ConversationId> known = plot.conversations(owner);
        if (known.isEmpty() || chance.nextInt(8) == 0) {
            var id = new ConversationId(id());
            plot.add(id, owner);
            return id;
        }
        return drawn(known);
    }

    private UUID id() {
        return new UUID(chance.nextLong(), chance.nextLong());
    }

    private <T> T drawn(List<T> all) {
        return all.get(chance.nextInt(all.size()));
    }

    private void act(ConversationId id) {
        int lot = chance.nextInt(100);
        if (lot < 26) {
            send(id, request());
        } else if (lot < 32) {
            sendTwice(id);
        } else if (lot < 38) {
            about(id, message -> message.role() == Role.USER).ifPresent(message -> edit(id, message));
        } else if (lot < 50) {
            about(id, SimulatedPerson::isAnswer).ifPresent(message -> askAgain(id, message));
        } else if (lot < 60) {
            plot.holder(id).ifPresent(commands::stop);
        } else if (lot < 76) {
            question(id).ifPresent(question -> end(id, question));
        } else if (lot < 80) {
            commands.delete(id);
        } else if (lot < 84) {
            about(id, _ -> true).ifPresent(message -> commands.deleteMessage(id, message.id()));
        } else if (lot < 90) {
            plot.holder(id).ifPresent(this::read);
        } else if (lot < 95) {
            commands.followUp(id, new MessageId(id()), plot.words(id));
        } else if (lot < 97) {
            commands.resume(id);
        } else {
            seen(id);
        }
    }

    private RequestId request() {
        return new RequestId(id());
    }

    private void send(ConversationId id, RequestId request) {
        var message = new SendMessage(request, new MessageId(id()), null, plot.words(id), null, null);
        commands.begin(id, request, engine -> engine.answers().send(owner, id, message, null));
    }

    /** From two tabs in the same moment; at times it is the same request, sent again. */
    private void sendTwice(ConversationId id) {
        RequestId first = request();
        RequestId second = chance.nextBoolean() ? first : request();
        world.outside().startThread("other tab", () -> send(id, first));
        send(id, second);
    }

    private void edit(ConversationId id, Message message) {
        RequestId request = request();
        var edit = new EditMessage(request, plot.words(id));
        commands.begin(id, request, engine -> engine.answers().edit(owner, id, message.id(), edit, null));
    }

    /** Once more, or the rest; the server refuses what cannot be. */
    private void askAgain(ConversationId id, Message answer) {
        RequestId request = request();
        if (chance.nextBoolean()) {
            var command = new RegenerateMessage(request, null);
            commands.begin(id, request, engine -> engine.answers().regenerate(owner, id, answer.id(), command, null));
        } else {
            var command = new ContinueMessage(request);
            commands.begin(id, request, engine -> engine.answers().goOn(owner, id, answer.id(), command, null));
        }
    }

    private static boolean isAnswer(Message message) {
        return message.role() == Role.ASSISTANT;
    }

    private Optional<Message> about(ConversationId id, Predicate<Message> wanted) {
        List<Message> found = plot.messages(id).stream().filter(wanted).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(drawn(found));
    }

    /** A question there; at times one that has ended. */
    private Optional<ClarificationId> question(ConversationId id) {
        boolean alsoEnded = chance.nextInt(6) == 0;
        List<ClarificationId> asked = plot.messages(id).stream()
                .flatMap(message -> message.parts().stream())
                .map(part -> id(part, alsoEnded))
                .flatMap(Optional::stream)
                .toList();
        return asked.isEmpty() ? Optional.empty() : Optional.of(drawn(asked));
    }

    private static Optional<ClarificationId> id(Part part, boolean alsoEnded) {
        return part instanceof Part.Question question
                        && (alsoEnded || question.data().state() == ClarificationState.WAITING)
                ? Optional.of(question.data().id())
                : Optional.empty();
    }

    private void end(ConversationId id, ClarificationId question) {
        @Nullable AnswerClarification answer = chance.nextInt(3) == 0 ? null : new AnswerClarification("this", null);
        if (chance.nextInt(4) == 0) {
            world.outside().startThread("other tab", () -> commands.end(id, question, null));
        }
        commands.end(id, question, answer);
    }

    private void read(StoredGeneration generation) {
        SimulatedServer.Running running = server.running();
        if (running != null) {
            String name = "reader " + ++readers + " of " + owner;
            world.outside().startThread(name, new SimulatedReader(world, running, generation, name));
        }
    }

    private void seen(ConversationId id) {
        var patch = new PatchConversation(null, null, null, null, null, null, true, null);
        commands.other(id, engine -> engine.conversations().patch(owner, id, patch));
    }
}
