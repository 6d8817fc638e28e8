package dev.polylogue.engine.log;

import java.util.List;

/** All live generations of a person. What it does not name is not live. */
public record FeedSnapshot(List<FeedGeneration> generations) {}
