package dev.polylogue.llama;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads the head of a model file, each length in it held against the file's own, so that llama.cpp is only given what is
 * whole: a damaged file must not take the server with it.
 *
 * @param context the longest that the model was made for, in tokens; 0 where it does not say
 */
record GgufHeader(String architecture, int context) {

    private static final int MAGIC = 0x46554747;
    private static final int TEXT = 8;
    private static final int ARRAY = 9;
    private static final int MAX_DIMENSIONS = 4;

    /** Bytes of a value, by its type; 0 for those that say their length. */
    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    private static final int UNSIGNED_INT = 4;

    static GgufHeader read(ModelFile file) throws UnusableModelException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16))) {
            return new Reader(in, file.size()).header();
        } catch (EOFException | DamagedException damaged) {
            throw new UnusableModelException(
                    "The model file " + file.path().getFileName()
                            + " is damaged or not whole. Remove it and get it again.",
                    damaged);
        } catch (IOException unreadable) {
            throw new UnusableModelException(
                    "The model file " + file.path().getFileName() + " cannot be read.", unreadable);
        }
    }

    private static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Goes through the head once. */
    private static final class Reader {
        private final DataInputStream in;
        private final long size;
        private String architecture = "";
        private int context;

        Reader(DataInputStream in, long size) {
            this.in = in;
            this.size = size;
        }

        GgufHeader header() throws IOException {
            int magic = integer();
            int version = integer();
            if (magic != MAGIC || version < 2 || version > 3) {
                throw new DamagedException();
            }
            long tensors = count();
            long values = count();
            for (long at = 0; at < values; at++) {
                value(text());
            }
            long furthest = 0;
            for (long at = 0; at < tensors; at++) {
                furthest = Math.max(furthest, tensor());
            }
            if (architecture.isEmpty() || tensors == 0 || furthest >= size) {
                throw new DamagedException();
            }
            return new GgufHeader(architecture, context);
        }

        /** Where a tensor begins. */
        private long tensor() throws IOException {
            text();
            int dimensions = integer();
            if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
                throw new DamagedException();
            }
            skip(8L * dimensions + 4);
            return count();
        }

        private void value(String key) throws IOException {
            int type = integer();
            if (type == TEXT && key.equals("general.architecture")) {
                architecture = text();
            } else if (type == UNSIGNED_INT && key.endsWith(".context_length")) {
                context = Math.max(0, integer());
            } else if (type == ARRAY && key.equals("tokenizer.ggml.tokens")) {
                tokens();
            } else {
                skipValue(type, true);
            }
        }

        /** Each is there once: llama.cpp ends the process where one is not. */
        private void tokens() throws IOException {
            int type = integer();
            long length = count();
            if (type != TEXT) {
                throw new DamagedException();
            }
            Set<String> known = new HashSet<>();
            for (long at = 0; at < length; at++) {
                if (!known.add(text())) {
                    throw new DamagedException();
                }
            }
        }

        private void skipValue(int type, boolean mayBeArray) throws IOException {
            if (type < 0 || type >= SIZES.length || (type == ARRAY && !mayBeArray)) {
                throw new DamagedException();
            }
            if (type == TEXT) {
                skip(count());
            } else if (type == ARRAY) {
                skipArray();
            } else {
                skip(SIZES[type]);
            }
        }

        private void skipArray() throws IOException {
            int type = integer();
            long length = count();
            if (type == TEXT) {
                for (long at = 0; at < length; at++) {
                    skip(count());
                }
            } else if (type < 0 || type >= SIZES.length || type == ARRAY) {
                throw new DamagedException();
            } else {
                skip(length * SIZES[type]);
            }
        }

        private String text() throws IOException {
            long length = count();
            if (length > 1 << 16) {
                throw new DamagedException();
            }
            return new String(in.readNBytes((int) length), StandardCharsets.ISO_8859_1);
        }

        /** A number of things in the file: never more than it has bytes. */
        private long count() throws IOException {
            long count = Long.reverseBytes(in.readLong());
            if (count < 0 || count > size) {
                throw new DamagedException();
            }
            return count;
        }

        private int integer() throws IOException {
            return Integer.reverseBytes(in.readInt());
        }

        private void skip(long bytes) throws IOException {
            in.skipNBytes(bytes);
        }
    }
}
