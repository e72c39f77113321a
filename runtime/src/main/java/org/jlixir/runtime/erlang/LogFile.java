package org.jlixir.runtime.erlang;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Bitstring;
import org.jspecify.annotations.Nullable;

/**
 * Files of terms as {@code :disk_log} of Erlang writes them, the format of tables in files: eight bytes at the start, then for each term its
 * length in bytes, a mark, the MD5 digest of the length when it is long, and the term in the external format.
 */
final class LogFile {
    private static final int START = 0x01020304;
    private static final int CLOSED = 0x63584D0B;
    private static final int RECORD = 0x62574C41;
    private static final int DIGEST_BYTES = 16;

    /** The length of a term of so many bytes has a digest. */
    private static final int LONG = 65528;

    private LogFile() {}

    static byte[] bytes(Iterable<Object> terms) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(START);
            out.writeInt(CLOSED);
            for (Object term : terms) {
                byte[] external = ((Bitstring) ErlangTerms.termToBinary(term)).toBytes();
                out.writeInt(external.length);
                out.writeInt(RECORD);
                if (external.length >= LONG) {
                    out.write(digest(external.length));
                }
                out.write(external);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @return the terms up to where the file is damaged, or null when it is none of these files */
    static @Nullable List<Object> terms(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        if (in.remaining() < 8 || in.getInt() != START) {
            return null;
        }
        in.getInt();
        List<Object> terms = new ArrayList<>();
        while (in.remaining() >= 8) {
            int length = in.getInt();
            int mark = in.getInt();
            if (mark != RECORD
                    || length < 0
                    || length >= LONG && !followsDigest(in, length)
                    || length > in.remaining()) {
                break;
            }
            byte[] external = new byte[length];
            in.get(external);
            try {
                terms.add(ErlangTerms.binaryToTerm(Bitstring.ofBytes(external)));
            } catch (ElixirException e) {
                break;
            }
        }
        return terms;
    }

    private static boolean followsDigest(ByteBuffer in, int length) {
        byte[] digest = new byte[DIGEST_BYTES];
        in.get(digest, 0, Math.min(DIGEST_BYTES, in.remaining()));
        return Arrays.equals(digest, digest(length));
    }

    private static byte[] digest(int length) {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
        return ((Bitstring) ErlangBinaries.md5(Bitstring.ofBytes(bytes))).toBytes();
    }
}
