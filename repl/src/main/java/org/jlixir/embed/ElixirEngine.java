package org.jlixir.embed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import javax.script.AbstractScriptEngine;
import javax.script.Bindings;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptException;
import javax.script.SimpleBindings;
import org.jspecify.annotations.Nullable;

/**
 * An Elixir system as a script engine. The engine's bindings whose names are names of variables are variables of the script, and the
 * variables that it binds are among the bindings afterwards. Output goes where the context's writers say.
 */
final class ElixirEngine extends AbstractScriptEngine implements Invocable, AutoCloseable {
    private final ElixirEngineFactory factory;
    private final Elixir elixir;

    ElixirEngine(ElixirEngineFactory factory) {
        this.factory = factory;
        this.elixir = Elixir.create(
                InputStream.nullInputStream(),
                new WriterStream(() -> getContext().getWriter()),
                new WriterStream(() -> getContext().getErrorWriter()));
    }

    /** Bytes of UTF-8 as the characters of whatever writer is the current one. */
    private static final class WriterStream extends OutputStream {
        private final Supplier<Writer> writer;
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);

        WriterStream(Supplier<Writer> writer) {
            this.writer = writer;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int count) throws IOException {
            CharBuffer characters = CharBuffer.allocate(count + 1);
            decoder.decode(ByteBuffer.wrap(bytes, from, count), characters, false);
            writer.get().append(characters.flip());
            writer.get().flush();
        }
    }

    @Override
    public synchronized @Nullable Object eval(String script, ScriptContext context) throws ScriptException {
        ScriptContext own = getContext();
        setContext(context);
        try {
            Bindings bindings = context.getBindings(ScriptContext.ENGINE_SCOPE);
            bindings.forEach((name, value) -> {
                if (name.matches("[a-z_][A-Za-z0-9_]*")) {
                    elixir.bind(name, value);
                }
            });
            Object value = elixir.evaluate(script);
            bindings.putAll(elixir.variables());
            return value;
        } catch (ElixirFailure failure) {
            ScriptException wrapped = new ScriptException(failure.banner());
            wrapped.initCause(failure);
            throw wrapped;
        } finally {
            setContext(own);
        }
    }

    @Override
    public @Nullable Object eval(Reader reader, ScriptContext context) throws ScriptException {
        StringWriter text = new StringWriter();
        try {
            reader.transferTo(text);
        } catch (IOException unreadable) {
            throw new ScriptException(unreadable);
        }
        return eval(text.toString(), context);
    }

    @Override
    public Bindings createBindings() {
        return new SimpleBindings();
    }

    @Override
    public ScriptEngineFactory getFactory() {
        return factory;
    }

    /** @param module the name of a module, such as {@code "Enum"} */
    @Override
    public @Nullable Object invokeMethod(Object module, String function, @Nullable Object... arguments)
            throws ScriptException {
        try {
            return elixir.call(module.toString(), function, arguments);
        } catch (ElixirFailure failure) {
            ScriptException wrapped = new ScriptException(failure.banner());
            wrapped.initCause(failure);
            throw wrapped;
        }
    }

    /** @param variable a variable that holds a function */
    @Override
    public @Nullable Object invokeFunction(String variable, @Nullable Object... arguments)
            throws ScriptException, NoSuchMethodException {
        Object function = elixir.variables().get(variable);
        if (function == null) {
            throw new NoSuchMethodException(variable);
        }
        try {
            return elixir.apply(function, arguments);
        } catch (ElixirFailure failure) {
            ScriptException wrapped = new ScriptException(failure.banner());
            wrapped.initCause(failure);
            throw wrapped;
        }
    }

    /** Elixir's modules are no objects: there is nothing to make an interface of. */
    @Override
    public <T> @Nullable T getInterface(Class<T> type) {
        return null;
    }

    @Override
    public <T> @Nullable T getInterface(Object module, Class<T> type) {
        return null;
    }

    @Override
    public void close() {
        elixir.close();
    }
}
