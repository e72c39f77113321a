package org.jlixir.embed;

import java.util.List;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import org.jspecify.annotations.Nullable;

/** Elixir for {@code javax.script}, under the names {@code elixir} and {@code jlixir}. */
public final class ElixirEngineFactory implements ScriptEngineFactory {
    private static final String VERSION = "1.20.3";

    @Override
    public String getEngineName() {
        return "jlixir";
    }

    @Override
    public String getEngineVersion() {
        return VERSION;
    }

    @Override
    public List<String> getExtensions() {
        return List.of("exs", "ex");
    }

    @Override
    public List<String> getMimeTypes() {
        return List.of("text/x-elixir");
    }

    @Override
    public List<String> getNames() {
        return List.of("elixir", "jlixir", "Elixir");
    }

    @Override
    public String getLanguageName() {
        return "Elixir";
    }

    @Override
    public String getLanguageVersion() {
        return VERSION;
    }

    @Override
    public @Nullable Object getParameter(String key) {
        return switch (key) {
            case ScriptEngine.ENGINE -> getEngineName();
            case ScriptEngine.ENGINE_VERSION -> getEngineVersion();
            case ScriptEngine.LANGUAGE -> getLanguageName();
            case ScriptEngine.LANGUAGE_VERSION -> getLanguageVersion();
            case ScriptEngine.NAME -> "elixir";
            case "THREADING" -> "MULTITHREADED";
            default -> null;
        };
    }

    @Override
    public String getMethodCallSyntax(String object, String method, String... arguments) {
        return object + "." + method + "(" + String.join(", ", arguments) + ")";
    }

    @Override
    public String getOutputStatement(String text) {
        return "IO.puts(\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("#{", "\\#{") + "\")";
    }

    @Override
    public String getProgram(String... statements) {
        return String.join("\n", statements);
    }

    @Override
    public ScriptEngine getScriptEngine() {
        return new ElixirEngine(this);
    }
}
