package dev.polylogue.testkit.checker;

import java.util.List;

/**
 * What happened, from three sides. All moments ({@code at}, {@code asked}, …) are of one clock of the writer's choice:
 * nanoseconds, or just a number that counts up.
 *
 * @param sent what the model server sent; an answer that is not in it may say anything
 * @param told what commands were answered
 * @param views what each follower saw
 * @param stores what the store held, at one or more moments
 */
public record History(List<Sent> sent, List<Told> told, List<View> views, List<StoreView> stores) {

    public History {
        sent = List.copyOf(sent);
        told = List.copyOf(told);
        views = List.copyOf(views);
        stores = List.copyOf(stores);
    }
}
