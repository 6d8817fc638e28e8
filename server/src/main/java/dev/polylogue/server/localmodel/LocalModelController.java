package dev.polylogue.server.localmodel;

import dev.polylogue.engine.identity.UserId;
import dev.polylogue.llama.LocalModels;
import dev.polylogue.llama.ModelFile;
import dev.polylogue.llama.download.CatalogueEntry;
import dev.polylogue.llama.download.DownloadState;
import dev.polylogue.llama.download.Downloads;
import dev.polylogue.protocol.error.ErrorCode;
import dev.polylogue.server.identity.Operators;
import dev.polylogue.server.problem.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows the local models, and lets the operator fetch and remove them. */
@RestController
@RequestMapping("/api/local-models")
final class LocalModelController {

    private final LocalModels models;
    private final Downloads downloads;
    private final Operators operators;

    LocalModelController(LocalModels models, Downloads downloads, Operators operators) {
        this.models = models;
        this.downloads = downloads;
        this.operators = operators;
    }

    @Operation(
            summary = "The local models",
            description =
                    "Which model files the server has, which it can fetch and from where, and how downloads fare.")
    @GetMapping
    LocalModelList list(UserId user) {
        return new LocalModelList(
                operators.has(user),
                models.reason(),
                models.installed().stream()
                        .map(file -> new LocalModelList.Installed(
                                file.name(), LocalModels.NAME + "/" + file.name(), file.size()))
                        .toList(),
                downloads.catalogue().entries().stream()
                        .map(LocalModelController::available)
                        .toList(),
                downloads.states().stream().map(LocalModelController::download).toList());
    }

    private static LocalModelList.Available available(CatalogueEntry entry) {
        return new LocalModelList.Available(
                entry.name(),
                entry.title(),
                entry.goodFor(),
                entry.licence(),
                entry.address().toString(),
                String.valueOf(entry.address().getHost()),
                entry.size(),
                entry.sha256());
    }

    private static LocalModelList.Download download(DownloadState state) {
        return new LocalModelList.Download(
                state.name(),
                state.received(),
                state.size(),
                state.phase().name().toLowerCase(Locale.ROOT),
                state.trouble());
    }

    @Operation(
            summary = "Fetch a model of the catalogue",
            description = "Begins it, or goes on where it stopped; GET says how it fares. Operators only.")
    @PostMapping("/{name}/download")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void download(UserId user, @PathVariable String name) {
        operators.require(user);
        if (!downloads.start(name)) {
            throw RefusedException.because(ErrorCode.NOT_FOUND, "The catalogue has no model " + name + ".");
        }
    }

    @Operation(
            summary = "Stop a download",
            description = "What has come stays, and the next one goes on from there. Operators only.")
    @DeleteMapping("/{name}/download")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void stop(UserId user, @PathVariable String name) {
        operators.require(user);
        if (!downloads.stop(name)) {
            throw RefusedException.because(ErrorCode.NOT_FOUND, "There is no such download.");
        }
    }

    @Operation(
            summary = "Remove a model file",
            description = "Or what has come of one. Refused while an answer is being written with it. Operators only.")
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(UserId user, @PathVariable String name) throws IOException, InterruptedException {
        operators.require(user);
        Optional<ModelFile> file = models.installed().stream()
                .filter(installed -> installed.name().equals(name))
                .findFirst();
        if (file.isPresent()) {
            if (!models.release(file.get())) {
                throw RefusedException.because(
                        ErrorCode.WRONG_STATE, "An answer is being written with this model. Stop it first.");
            }
            Files.delete(file.get().path());
        } else if (downloads.states().stream().noneMatch(state -> state.name().equals(name))) {
            throw RefusedException.because(ErrorCode.NOT_FOUND, "There is no such local model.");
        }
        downloads.forget(name);
    }
}
