package org.jlixir.compiler.module;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jlixir.compiler.expand.Escape;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;

/** The functions that every module has without writing them: {@code __info__/1}, {@code module_info/0,1}, {@code behaviour_info/1}. */
final class InfoFunctions {
    private final OpenModule module;
    private final List<FunctionDefinition> functions;
    private final Object attributes;
    private final String file;
    private final String source;
    private final Bitstring md5;

    /**
     * @param file the source file, as stack traces name it
     * @param source the source file, as {@code module_info/1} names it
     * @param functions the module's own
     * @param attributes the persisted ones, a keyword list
     */
    InfoFunctions(
            OpenModule module,
            String file,
            String source,
            List<FunctionDefinition> functions,
            Object attributes,
            Bitstring md5) {
        this.source = source;
        this.module = module;
        this.functions = functions;
        this.attributes = attributes;
        this.file = file;
        this.md5 = md5;
    }

    List<FunctionDefinition> all() {
        List<FunctionDefinition> out = new ArrayList<>();
        out.add(info());
        out.add(moduleInfo0());
        out.add(moduleInfo1());
        if (module.typespecs.hasCallbacks()) {
            out.add(behaviourInfo());
        }
        return out;
    }

    /** What they say of the module, for who has its binary but does not load it: a keyword list. */
    Object summary() {
        return TermList.of(
                new Tuple2(Atom.of("exports"), exports()),
                new Tuple2(Atom.of("compile"), compile()),
                new Tuple2(Atom.of("md5"), md5),
                new Tuple2(Atom.of("deprecated"), module.deprecated()));
    }

    private FunctionDefinition info() {
        List<FunctionClause> clauses = new ArrayList<>();
        clauses.add(clause("module", module.name));
        clauses.add(clause("functions", exported(false)));
        clauses.add(clause("macros", exported(true)));
        clauses.add(clause("struct", struct()));
        clauses.add(clause("exports_md5", md5));
        clauses.add(clause("md5", md5));
        clauses.add(clause("attributes", attributes));
        clauses.add(clause("compile", compile()));
        clauses.add(clause("deprecated", module.deprecated()));
        return function(Words.INFO, 1, clauses);
    }

    private Object struct() {
        Object fields = module.attributes.get("__struct__info__");
        if (fields == null || fields == Atom.NIL) {
            return Atom.NIL;
        }
        return fields;
    }

    /** {@code [{name, arity}]} in order: the functions, or the macros. */
    private Object exported(boolean macros) {
        List<Signature> found = new ArrayList<>();
        for (Definition definition : module.definitions.values()) {
            if (definition.isPublic() && definition.isMacro() == macros && !definition.clauses.isEmpty()) {
                found.add(definition.signature);
            }
        }
        return sorted(found);
    }

    private static Object sorted(List<Signature> signatures) {
        signatures.sort(InfoFunctions::compareNames);
        ListBuilder out = new ListBuilder();
        for (Signature signature : signatures) {
            out.add(signature.toTerm());
        }
        return out.finish();
    }

    private static int compareNames(Signature one, Signature other) {
        int names = compareCodePoints(one.name().name(), other.name().name());
        return names != 0 ? names : Integer.compare(one.arity(), other.arity());
    }

    private static int compareCodePoints(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /** The function of {@code @on_load} may be private, and is called all the same. */
    private boolean isPrivate(Signature signature) {
        Definition definition = module.definitions.get(signature);
        return definition != null && !definition.isPublic();
    }

    private Object exports() {
        List<Signature> found = new ArrayList<>();
        for (FunctionDefinition function : functions) {
            if (function.exported() && !isPrivate(new Signature(function.name(), function.arity()))) {
                found.add(new Signature(function.name(), function.arity()));
            }
        }
        found.add(new Signature(Words.INFO, 1));
        found.add(new Signature(Words.MODULE_INFO, 0));
        found.add(new Signature(Words.MODULE_INFO, 1));
        if (module.typespecs.hasCallbacks()) {
            found.add(new Signature(Words.BEHAVIOUR_INFO, 1));
        }
        return sorted(found);
    }

    private Object compile() {
        ListBuilder path = new ListBuilder();
        source.codePoints().forEach(point -> path.add((long) point));
        return TermList.of(
                new Tuple2(Atom.of("version"), TermList.of((long) '0')),
                new Tuple2(Atom.of("options"), TermList.of()),
                new Tuple2(Atom.of("source"), path.finish()));
    }

    private FunctionDefinition moduleInfo0() {
        Object all = TermList.of(
                new Tuple2(Atom.of("module"), module.name),
                new Tuple2(Atom.of("exports"), exports()),
                new Tuple2(Atom.of("attributes"), attributes),
                new Tuple2(Atom.of("compile"), compile()),
                new Tuple2(Atom.of("md5"), md5));
        return function(
                Words.MODULE_INFO, 0, List.of(new FunctionClause(Meta.EMPTY, List.of(), List.of(), Escape.value(all))));
    }

    private FunctionDefinition moduleInfo1() {
        List<FunctionClause> clauses = new ArrayList<>();
        clauses.add(clause("module", module.name));
        clauses.add(clause("exports", exports()));
        clauses.add(clause("functions", exports()));
        clauses.add(clause("attributes", attributes));
        clauses.add(clause("compile", compile()));
        clauses.add(clause("md5", md5));
        clauses.add(clause("native", Atom.FALSE));
        clauses.add(clause("nifs", TermList.of()));
        return function(Words.MODULE_INFO, 1, clauses);
    }

    private FunctionDefinition behaviourInfo() {
        return function(
                Words.BEHAVIOUR_INFO,
                1,
                List.of(
                        clause("callbacks", sorted(module.typespecs.callbacks())),
                        clause("optional_callbacks", sorted(module.optionalCallbacks()))));
    }

    private static FunctionClause clause(String key, Object value) {
        return new FunctionClause(Meta.EMPTY, List.of(Atom.of(key)), List.of(), Escape.value(value));
    }

    private FunctionDefinition function(Atom name, int arity, List<FunctionClause> clauses) {
        return new FunctionDefinition(name, arity, true, Meta.ofLine(module.env.line()), file, clauses);
    }
}
