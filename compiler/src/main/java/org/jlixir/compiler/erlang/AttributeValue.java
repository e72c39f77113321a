package org.jlixir.compiler.erlang;

import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.ExpandAlias;
import org.jlixir.compiler.expand.Tracing;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/**
 * The value of {@code @name value}. The modules named in its literals are not needed to compile where it is set, only where it
 * is read: they are taken out of the form and kept beside it.
 *
 * @param modules a list of module names
 */
record AttributeValue(Object form, Object modules) {
    /** For an environment whose references are needed at run time alone. */
    static final Tuple2 IN_FUNCTION = new Tuple2(Words.INFO, 1L);

    static AttributeValue of(Session session, Atom name, Object form, Env env) {
        return switch (name.name()) {
            // The modules are called while this one is compiled.
            case "before_compile", "after_compile", "after_verify", "on_definition" ->
                new AttributeValue(form, EmptyList.NIL);
            case "compile" -> {
                Env runtime = env.withFunction(IN_FUNCTION);
                Object literal = new Literals(session, env) {
                    @Override
                    void found(Object meta, Atom module) {
                        Tracing.aliasReference(session, runtime, meta, module);
                    }
                }.form(form);
                yield new AttributeValue(literal, EmptyList.NIL);
            }
            default -> {
                ListBuilder modules = new ListBuilder();
                Object literal = new Literals(session, env) {
                    @Override
                    void found(Object meta, Atom module) {
                        modules.add(module);
                    }
                }.form(form);
                yield new AttributeValue(literal, modules.finish());
            }
        };
    }

    /** Replaces the module names in literal lists, tuples and maps by what they stand for. */
    private abstract static class Literals {
        private final Session session;
        private final Env env;

        Literals(Session session, Env env) {
            this.session = session;
            this.env = env;
        }

        abstract void found(Object meta, Atom module);

        Object form(Object form) {
            return switch (form) {
                case Cons cell -> new Cons(form(cell.head), form(cell.tail()));
                case Tuple2 pair -> new Tuple2(form(pair.e0), form(pair.e1));
                case Tuple3 node
                when node.e0 == Words.TUPLE || node.e0 == Words.MAP -> new Tuple3(node.e0, node.e1, form(node.e2));
                case Tuple3 node -> {
                    Atom module = ExpandAlias.module(session, env, node);
                    if (module == null) {
                        yield node;
                    }
                    found(node.e1, module);
                    yield module;
                }
                default -> form;
            };
        }
    }
}
