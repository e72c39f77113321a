package org.jlixir.compiler.quoted;

import org.jlixir.runtime.term.Atom;

/** The atoms that the language gives a meaning: special forms, metadata keys, option names, module names. */
public final class Words {
    public static final Atom BLOCK = Atom.of("__block__");
    public static final Atom ALIASES = Atom.of("__aliases__");
    public static final Atom MODULE = Atom.of("__MODULE__");
    public static final Atom ENV = Atom.of("__ENV__");
    public static final Atom DIR = Atom.of("__DIR__");
    public static final Atom CALLER = Atom.of("__CALLER__");
    public static final Atom STACKTRACE = Atom.of("__STACKTRACE__");
    public static final Atom CURSOR = Atom.of("__cursor__");
    public static final Atom TUPLE = Atom.of("{}");
    public static final Atom MAP = Atom.of("%{}");
    public static final Atom PERCENT = Atom.of("%");
    public static final Atom BITS = Atom.of("<<>>");
    public static final Atom DOT = Atom.of(".");
    public static final Atom MATCH = Atom.of("=");
    public static final Atom PIN = Atom.of("^");
    public static final Atom CAPTURE = Atom.of("&");
    public static final Atom ARROW = Atom.of("->");
    public static final Atom GENERATOR = Atom.of("<-");
    public static final Atom DEFAULT = Atom.of("\\\\");
    public static final Atom DOUBLE_COLON = Atom.of("::");
    public static final Atom BAR = Atom.of("|");
    public static final Atom SLASH = Atom.of("/");
    public static final Atom PLUS = Atom.of("+");
    public static final Atom MINUS = Atom.of("-");
    public static final Atom STAR = Atom.of("*");
    public static final Atom PLUS_PLUS = Atom.of("++");
    public static final Atom AT = Atom.of("@");
    public static final Atom UNDERSCORE = Atom.of("_");
    public static final Atom IN = Atom.of("in");
    public static final Atom WHEN = Atom.of("when");
    public static final Atom FN = Atom.of("fn");
    public static final Atom CASE = Atom.of("case");
    public static final Atom COND = Atom.of("cond");
    public static final Atom RECEIVE = Atom.of("receive");
    public static final Atom TRY = Atom.of("try");
    public static final Atom FOR = Atom.of("for");
    public static final Atom WITH = Atom.of("with");
    public static final Atom QUOTE = Atom.of("quote");
    public static final Atom UNQUOTE = Atom.of("unquote");
    public static final Atom UNQUOTE_SPLICING = Atom.of("unquote_splicing");
    public static final Atom SUPER = Atom.of("super");
    public static final Atom ALIAS = Atom.of("alias");
    public static final Atom REQUIRE = Atom.of("require");
    public static final Atom IMPORT = Atom.of("import");
    public static final Atom DEF = Atom.of("def");
    public static final Atom DEFP = Atom.of("defp");
    public static final Atom DEFMACRO = Atom.of("defmacro");
    public static final Atom DEFMACROP = Atom.of("defmacrop");
    public static final Atom DEFMODULE = Atom.of("defmodule");

    public static final Atom DO = Atom.of("do");
    public static final Atom ELSE = Atom.of("else");
    public static final Atom AFTER = Atom.of("after");
    public static final Atom RESCUE = Atom.of("rescue");
    public static final Atom CATCH = Atom.of("catch");
    public static final Atom INTO = Atom.of("into");
    public static final Atom UNIQ = Atom.of("uniq");
    public static final Atom REDUCE = Atom.of("reduce");
    public static final Atom AS = Atom.of("as");
    public static final Atom WARN = Atom.of("warn");
    public static final Atom ONLY = Atom.of("only");
    public static final Atom EXCEPT = Atom.of("except");
    public static final Atom FUNCTIONS = Atom.of("functions");
    public static final Atom MACROS = Atom.of("macros");
    public static final Atom SIGILS = Atom.of("sigils");

    public static final Atom LINE = Atom.of("line");
    public static final Atom COLUMN = Atom.of("column");
    public static final Atom FILE = Atom.of("file");
    public static final Atom KEEP = Atom.of("keep");
    public static final Atom GENERATED = Atom.of("generated");
    public static final Atom COUNTER = Atom.of("counter");
    public static final Atom VERSION = Atom.of("version");
    public static final Atom CONTEXT = Atom.of("context");
    public static final Atom IMPORTS = Atom.of("imports");
    public static final Atom NO_PARENS = Atom.of("no_parens");
    public static final Atom IF_UNDEFINED = Atom.of("if_undefined");
    public static final Atom APPLY = Atom.of("apply");
    public static final Atom AMBIGUOUS_OP = Atom.of("ambiguous_op");
    public static final Atom DEFINED = Atom.of("defined");
    public static final Atom REQUIRED = Atom.of("required");

    public static final Atom GUARD = Atom.of("guard");
    public static final Atom MATCH_CONTEXT = Atom.of("match");
    public static final Atom ERLANG = Atom.of("erlang");
    public static final Atom KERNEL = Atom.of("Elixir.Kernel");
    public static final Atom USING = Atom.of("__using__");
    public static final Atom SPECIAL_FORMS = Atom.of("Elixir.Kernel.SpecialForms");
    public static final Atom ELIXIR = Atom.of("Elixir");
    public static final Atom STRUCT = Atom.of("__struct__");
    public static final Atom EXCEPTION = Atom.of("__exception__");
    public static final Atom INFO = Atom.of("__info__");
    public static final Atom MODULE_INFO = Atom.of("module_info");
    public static final Atom BEHAVIOUR_INFO = Atom.of("behaviour_info");
    public static final Atom JLIXIR_MACRO = Atom.of("jlixir_macro");
    public static final Atom JLIXIR_MODULE = Atom.of("jlixir_module");
    public static final Atom JLIXIR_KERNEL = Atom.of("jlixir_kernel");

    private Words() {}
}
