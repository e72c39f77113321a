package org.jlixir.runtime.erlang;

import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.zip.Compressor;
import org.jlixir.runtime.zip.Decompressor;
import org.jlixir.runtime.zip.Decompressor.Further;
import org.jlixir.runtime.zip.Format;
import org.jspecify.annotations.Nullable;

/** {@code :zlib}: compression at once, and streams. A stream is a reference for the process that opened it. */
@ErlangModule("zlib")
public final class Zlib {
    private static final Atom NOT_INITIALIZED = Atom.of("not_initialized");
    private static final Atom ALREADY_INITIALIZED = Atom.of("already_initialized");
    private static final Atom DATA_ERROR = Atom.of("data_error");
    private static final Atom NEED_DICTIONARY = Atom.of("need_dictionary");
    private static final Atom CONTINUE = Atom.of("continue");
    private static final Atom FINISHED = Atom.of("finished");
    private static final long ZLIB_BITS = 15;

    /** How many bytes {@code safeInflate} answers at the most. */
    private static final int SAFE_PIECE = 16_384;

    private Zlib() {}

    /** What a stream does at the moment; neither at first and in the end. */
    private static final class Stream {
        boolean closed;

        @Nullable
        Compressor compressor;

        @Nullable
        Decompressor decompressor;

        void requireFree() {
            if (compressor != null || decompressor != null) {
                throw ElixirException.error(ALREADY_INITIALIZED);
            }
        }

        Compressor compressor() {
            Compressor running = compressor;
            if (running == null) {
                throw ElixirException.error(NOT_INITIALIZED);
            }
            return running;
        }

        Decompressor decompressor() {
            Decompressor running = decompressor;
            if (running == null) {
                throw ElixirException.error(NOT_INITIALIZED);
            }
            return running;
        }

        void end() {
            if (compressor != null) {
                compressor.close();
            }
            if (decompressor != null) {
                decompressor.close();
            }
            compressor = null;
            decompressor = null;
        }
    }

    // ---- at once

    @Builtin(value = "compress", pure = true)
    public static Object compress(Object data) {
        return compress(data, Format.ZLIB);
    }

    @Builtin(value = "uncompress", pure = true)
    public static Object uncompress(Object data) {
        return decompress(data, Format.ZLIB, Further.CUT);
    }

    @Builtin(value = "zip", pure = true)
    public static Object zip(Object data) {
        return compress(data, Format.RAW);
    }

    @Builtin(value = "unzip", pure = true)
    public static Object unzip(Object data) {
        return decompress(data, Format.RAW, Further.CUT);
    }

    @Builtin(value = "gzip", pure = true)
    public static Object gzip(Object data) {
        return compress(data, Format.GZIP);
    }

    @Builtin(value = "gunzip", pure = true)
    public static Object gunzip(Object data) {
        return decompress(data, Format.GZIP, Further.RESET);
    }

    private static Object compress(Object data, Format format) {
        byte[] bytes = IoList.toBinary(data).toBytes();
        try (Compressor compressor = new Compressor(format, Deflater.DEFAULT_COMPRESSION, Deflater.DEFAULT_STRATEGY)) {
            return Bitstring.ofBytes(compressor.compress(bytes, Deflater.NO_FLUSH, true));
        }
    }

    private static Object decompress(Object data, Format format, Further further) {
        byte[] bytes = IoList.toBinary(data).toBytes();
        try (Decompressor decompressor = new Decompressor(format, further)) {
            byte[] result = decompressor.decompress(bytes);
            if (!decompressor.isFinished()) {
                throw ElixirException.error(DATA_ERROR);
            }
            return Bitstring.ofBytes(result);
        } catch (DataFormatException e) {
            throw ElixirException.error(DATA_ERROR);
        }
    }

    // ---- streams

    @Builtin("open")
    public static Object open(Proc self) {
        return self.node().newReference().withResource(new Stream());
    }

    @Builtin("close")
    public static Object close(Object handle) {
        Stream stream = stream(handle);
        if (stream.closed) {
            throw ElixirException.error(NOT_INITIALIZED);
        }
        stream.end();
        stream.closed = true;
        return Atom.OK;
    }

    private static Stream stream(Object handle) {
        if (handle instanceof Reference reference && reference.resource() instanceof Stream stream) {
            return stream;
        }
        throw Args.badarg();
    }

    @Builtin("deflateInit")
    public static Object deflateInit(Object handle) {
        return deflateInit(handle, Atom.of("default"));
    }

    @Builtin("deflateInit")
    public static Object deflateInit(Object handle, Object level) {
        return deflateInit(handle, level, Atom.of("deflated"), ZLIB_BITS, 8L, Atom.of("default"));
    }

    @Builtin("deflateInit")
    public static Object deflateInit(
            Object handle, Object level, Object method, Object windowBits, Object memory, Object strategy) {
        Stream stream = stream(handle);
        int levelNumber = level(level);
        int strategyNumber = strategy(strategy);
        Format format = Format.of(Args.integer(windowBits, -15, 31));
        stream.requireFree();
        stream.compressor = new Compressor(format, levelNumber, strategyNumber);
        return Atom.OK;
    }

    private static int level(Object level) {
        if (level instanceof Atom name) {
            return switch (name.name()) {
                case "default" -> Deflater.DEFAULT_COMPRESSION;
                case "none" -> Deflater.NO_COMPRESSION;
                case "best_speed" -> Deflater.BEST_SPEED;
                case "best_compression" -> Deflater.BEST_COMPRESSION;
                default -> throw ElixirException.error(Atom.of("bad_compression_level"));
            };
        }
        return Args.integer(level, 0, 9);
    }

    private static int strategy(Object strategy) {
        return switch (Args.atom(strategy).name()) {
            case "default", "rle" -> Deflater.DEFAULT_STRATEGY;
            case "filtered" -> Deflater.FILTERED;
            case "huffman_only" -> Deflater.HUFFMAN_ONLY;
            default -> throw ElixirException.error(Atom.of("bad_compression_strategy"));
        };
    }

    @Builtin("deflate")
    public static Object deflate(Object handle, Object data) {
        return deflate(handle, data, Atom.of("none"));
    }

    @Builtin("deflate")
    public static Object deflate(Object handle, Object data, Object flush) {
        Compressor compressor = stream(handle).compressor();
        String mode = Args.atom(flush).name();
        int javaFlush = switch (mode) {
            case "none", "finish" -> Deflater.NO_FLUSH;
            case "sync" -> Deflater.SYNC_FLUSH;
            case "full" -> Deflater.FULL_FLUSH;
            default -> throw ElixirException.error(Atom.of("bad_flush_mode"));
        };
        return pieces(compressor.compress(IoList.toBinary(data).toBytes(), javaFlush, mode.equals("finish")));
    }

    private static Object pieces(byte[] bytes) {
        return bytes.length == 0 ? EmptyList.NIL : TermList.of(Bitstring.ofBytes(bytes));
    }

    @Builtin("deflateParams")
    public static Object deflateParams(Object handle, Object level, Object strategy) {
        stream(handle).compressor().set(level(level), strategy(strategy));
        return Atom.OK;
    }

    @Builtin("deflateSetDictionary")
    public static Object deflateSetDictionary(Object handle, Object dictionary) {
        byte[] bytes = IoList.toBinary(dictionary).toBytes();
        stream(handle).compressor().setDictionary(bytes);
        Adler32 checksum = new Adler32();
        checksum.update(bytes);
        return checksum.getValue();
    }

    @Builtin("deflateReset")
    public static Object deflateReset(Object handle) {
        stream(handle).compressor().reset();
        return Atom.OK;
    }

    @Builtin("deflateEnd")
    public static Object deflateEnd(Object handle) {
        Stream stream = stream(handle);
        boolean finished = stream.compressor().isFinished();
        stream.end();
        if (!finished) {
            throw ElixirException.error(DATA_ERROR);
        }
        return Atom.OK;
    }

    @Builtin("inflateInit")
    public static Object inflateInit(Object handle) {
        return inflateInit(handle, ZLIB_BITS);
    }

    @Builtin("inflateInit")
    public static Object inflateInit(Object handle, Object windowBits) {
        return inflateInit(handle, windowBits, Atom.of("cut"));
    }

    @Builtin("inflateInit")
    public static Object inflateInit(Object handle, Object windowBits, Object ifFurther) {
        Stream stream = stream(handle);
        Format format = Format.of(Args.integer(windowBits, -15, 47));
        Further further = switch (Args.atom(ifFurther).name()) {
            case "error" -> Further.ERROR;
            case "reset" -> Further.RESET;
            case "cut" -> Further.CUT;
            default -> throw ElixirException.error(Atom.of("bad_eos_behavior"));
        };
        stream.requireFree();
        stream.decompressor = new Decompressor(format, further);
        return Atom.OK;
    }

    @Builtin("inflate")
    public static Object inflate(Object handle, Object data) {
        Decompressor decompressor = stream(handle).decompressor();
        try {
            byte[] content = decompressor.decompress(IoList.toBinary(data).toBytes());
            if (decompressor.needsDictionary()) {
                throw ElixirException.error(Tuple.of(NEED_DICTIONARY, decompressor.neededDictionary()));
            }
            return pieces(content);
        } catch (DataFormatException e) {
            throw ElixirException.error(DATA_ERROR);
        }
    }

    /**
     * {@code {:continue, pieces}} with some of the content, whose rest comes out for no further data, {@code {:finished, pieces}} when all input
     * came out, or {@code {:need_dictionary, adler, pieces}}.
     */
    @Builtin("safeInflate")
    public static Object safeInflate(Object handle, Object data) {
        Decompressor decompressor = stream(handle).decompressor();
        try {
            Object content =
                    pieces(decompressor.decompress(IoList.toBinary(data).toBytes(), SAFE_PIECE));
            return decompressor.needsDictionary()
                    ? Tuple.of(NEED_DICTIONARY, decompressor.neededDictionary(), content)
                    : Tuple.of(decompressor.hasMore() ? CONTINUE : FINISHED, content);
        } catch (DataFormatException e) {
            throw ElixirException.error(DATA_ERROR);
        }
    }

    @Builtin("inflateSetDictionary")
    public static Object inflateSetDictionary(Object handle, Object dictionary) {
        try {
            stream(handle)
                    .decompressor()
                    .setDictionary(IoList.toBinary(dictionary).toBytes());
        } catch (IllegalStateException e) {
            throw ElixirException.error(Atom.of("stream_error"));
        } catch (IllegalArgumentException e) {
            throw ElixirException.error(DATA_ERROR);
        }
        return Atom.OK;
    }

    @Builtin("inflateReset")
    public static Object inflateReset(Object handle) {
        stream(handle).decompressor().reset();
        return Atom.OK;
    }

    @Builtin("inflateEnd")
    public static Object inflateEnd(Object handle) {
        Stream stream = stream(handle);
        boolean finished = stream.decompressor().isFinished();
        stream.end();
        if (!finished) {
            throw ElixirException.error(DATA_ERROR);
        }
        return Atom.OK;
    }
}
