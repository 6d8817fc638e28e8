package dev.polylogue.testkit;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Ollama getting a model: each token of the script is one more byte of a file of that length. */
final class PullSpeaker implements Speaker {

    private final OllamaSpeaker lines;
    private int completed;
    private int total;

    PullSpeaker(JsonNode body) {
        this.lines = new OllamaSpeaker(body);
    }

    @Override
    public String model() {
        return lines.model();
    }

    @Override
    public List<Said> prompt() {
        return List.of();
    }

    @Override
    public String contentType() {
        return lines.contentType();
    }

    @Override
    public List<String> begin(Script script) {
        total = script.length();
        return List.of("{\"status\":\"pulling manifest\"}");
    }

    @Override
    public List<String> reasoning(String text, Script script) {
        return List.of();
    }

    @Override
    public List<String> text(String text) {
        completed++;
        return List.of("{\"status\":\"pulling dde5aa3fc5ff\",\"digest\":\"sha256:dde5aa3fc5ff\",\"total\":" + total
                + ",\"completed\":" + completed + "}");
    }

    @Override
    public List<String> toolCalls(int count) {
        return List.of();
    }

    @Override
    public List<String> finish(Script script) {
        return List.of("{\"status\":\"verifying sha256 digest\"}", "{\"status\":\"success\"}");
    }

    @Override
    public List<String> done() {
        return List.of();
    }

    @Override
    public String error(String words) {
        return lines.error(words);
    }

    @Override
    public String refusal(int status, String words, String code) {
        return lines.refusal(status, words, code);
    }

    @Override
    public String encoded(String frame, String lineEnd) {
        return frame;
    }
}
