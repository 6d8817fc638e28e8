package dev.polylogue.providers.http;

import java.io.IOException;

/**
 * Takes the bytes of a body out of its chunks, as they come (RFC 9112, 7.1). Extensions of chunks and trailer fields say
 * nothing here and are passed over. One thread uses it.
 */
final class ChunkedBody {

    private static final int HEX = 16;

    private enum Place {
        SIZE,
        EXTENSION,
        DATA,
        DATA_END,
        TRAILER,
        TRAILER_FIELD,
        OVER
    }

    private Place place = Place.SIZE;
    private long left;
    private boolean hasSize;

    /** Whoever reads the body. */
    interface Reader {
        void bytes(byte[] bytes, int offset, int length);
    }

    /** Hands on what belongs to the body; whether it is whole. {@link IOException} where these are no chunks. */
    boolean feed(byte[] bytes, int offset, int length, Reader reader) throws IOException {
        int end = offset + length;
        int at = offset;
        while (at < end && place != Place.OVER) {
            if (place == Place.DATA) {
                int taken = (int) Math.min(left, end - at);
                reader.bytes(bytes, at, taken);
                at += taken;
                left -= taken;
                place = left == 0 ? Place.DATA_END : Place.DATA;
            } else {
                frame(bytes[at]);
                at++;
            }
        }
        return place == Place.OVER;
    }

    /** As {@link ExchangeListener#prefetch}. */
    int prefetch() {
        return (int) left;
    }

    private void frame(byte unit) throws IOException {
        switch (place) {
            case SIZE -> size(unit);
            case EXTENSION -> {
                if (unit == '\n') {
                    sizeEnds();
                }
            }
            case DATA_END -> {
                if (unit == '\n') {
                    place = Place.SIZE;
                } else if (unit != '\r') {
                    throw new IOException("a chunk is longer than it says");
                }
            }
            case TRAILER -> {
                if (unit == '\n') {
                    place = Place.OVER;
                } else if (unit != '\r') {
                    place = Place.TRAILER_FIELD;
                }
            }
            case TRAILER_FIELD -> {
                if (unit == '\n') {
                    place = Place.TRAILER;
                }
            }
            case DATA, OVER -> throw new IllegalStateException();
        }
    }

    private void size(byte unit) throws IOException {
        int digit = Character.digit(unit, HEX);
        if (digit >= 0) {
            hasSize = true;
            left = left * HEX + digit;
            if (left > Integer.MAX_VALUE) {
                throw new IOException("a chunk of more than 2 GiB");
            }
        } else if (unit == '\n') {
            sizeEnds();
        } else if (unit == ';' || unit == ' ' || unit == '\t' || unit == '\r') {
            place = Place.EXTENSION;
        } else {
            throw new IOException("a chunk without a size");
        }
    }

    private void sizeEnds() throws IOException {
        if (!hasSize) {
            throw new IOException("a chunk without a size");
        }
        hasSize = false;
        place = left == 0 ? Place.TRAILER : Place.DATA;
    }
}
