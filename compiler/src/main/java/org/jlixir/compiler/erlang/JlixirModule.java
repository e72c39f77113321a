package org.jlixir.compiler.erlang;

import java.util.HashMap;
import java.util.Map;
import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.CompilerState;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.Hygiene;
import org.jlixir.compiler.module.Definitions;
import org.jlixir.compiler.module.DefmoduleEvaluator;
import org.jlixir.compiler.module.ModuleView;
import org.jlixir.compiler.module.OpenModule;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** The state of modules that are being defined, as {@code Module} and the code of module bodies see it. */
@ErlangModule("jlixir_module")
public final class JlixirModule {
    private static final Atom ACCUMULATE = Atom.of("accumulate");
    private static final Atom PERSIST = Atom.of("persist");

    private JlixirModule() {}

    private static ModuleView view(Proc self, Object module, String function) {
        Session session = Compiler.session(self);
        OpenModule open = module instanceof Atom name ? session.openModule(name) : null;
        if (open == null && module instanceof Atom name) {
            open = session.state().readOnlyModules().get(name);
        }
        if (open == null) {
            throw JlixirKernel.argument("could not call Module." + function + " because the module "
                    + JlixirKernel.inspect(module) + " is already compiled");
        }
        return new ModuleView(open);
    }

    // What module bodies call

    @Builtin("store_definition")
    public static Object storeDefinition(Proc self, Object module, Object number) {
        Session session = Compiler.session(self);
        return Definitions.store(session, open(session, module), (Long) number);
    }

    @Builtin("store_definition")
    public static Object storeDefinition(Proc self, Object module, Object number, Object call) {
        Session session = Compiler.session(self);
        return Definitions.store(session, open(session, module), (Long) number, call);
    }

    @Builtin("store_definition")
    public static Object storeDefinition(Proc self, Object module, Object number, Object call, Object body) {
        Session session = Compiler.session(self);
        return Definitions.store(session, open(session, module), (Long) number, call, body);
    }

    private static OpenModule open(Session session, Object module) {
        OpenModule open = session.openModule((Atom) module);
        if (open == null) {
            throw JlixirKernel.argument(
                    "cannot define functions in " + JlixirKernel.inspect(module) + " because it is already compiled");
        }
        return open;
    }

    /** {@code values} are those of the variables of the kept environment, in its order. */
    @Builtin("define")
    public static Object define(Proc self, Object module, Object number, Object values) {
        Session session = Compiler.session(self);
        CompilerState.Kept kept = session.state().kept((Long) number);
        Map<Integer, Object> variables = new HashMap<>();
        Object rest = values;
        for (int version : kept.env().variableVersions()) {
            Cons cell = (Cons) rest;
            variables.put(version, cell.head);
            rest = cell.tail();
        }
        return DefmoduleEvaluator.define(session, module, kept.form(), kept.env(), kept.place(), variables);
    }

    @Builtin("define_dynamic")
    public static Object defineDynamic(
            Proc self, Object module, Object block, Object env, Object place, Object names, Object values) {
        Session session = Compiler.session(self);
        Env outer = session.frame().recall(session, (ElixirMap) env).withoutVars();
        Map<Integer, Object> variables = new HashMap<>();
        Object value = values;
        for (Object rest = names; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple3 variable = (Tuple3) cell.head;
            int version = variables.size();
            outer = outer.withVariable(variable, version);
            variables.put(version, ((Cons) value).head);
            value = ((Cons) value).tail();
        }
        return DefmoduleEvaluator.define(session, module, block, outer.withFunction(Atom.NIL), place, variables);
    }

    @Builtin("compile")
    public static Object compile(Proc self, Object module, Object quoted, Object env) {
        Session session = Compiler.session(self);
        Env outer =
                session.frame().recall(session, (ElixirMap) env).withoutVars().withFunction(Atom.NIL);
        Object own = Hygiene.ofHook(session, Meta.ofLine(outer.line()), (Atom) module, quoted);
        return DefmoduleEvaluator.define(session, module, own, outer, (long) outer.line(), Map.of());
    }

    @Builtin("read_attribute")
    public static Object readAttribute(Proc self, Object module, Object name, Object line, Object file) {
        Session session = Compiler.session(self);
        OpenModule open = session.openModule((Atom) module);
        if (open == null) {
            throw JlixirKernel.argument("could not call Module.__get_attribute__/4 because the module "
                    + JlixirKernel.inspect(module) + " is already compiled");
        }
        Env env = new ModuleView(open).env().withLine(((Long) line).intValue()).withFile(((Bitstring) file).utf8());
        return read(session, open, (Atom) name, env);
    }

    static Object read(Session session, OpenModule module, Atom name, Env env) {
        ModuleView view = new ModuleView(module);
        view.traceRead(session, name, env);
        Object value = view.readAttribute(name);
        if (value == null) {
            session.warn(
                    Meta.ofLine(env.line()),
                    env.inFunction() ? env.withFunction(Atom.NIL) : env,
                    "undefined module attribute @" + name.name() + ", please remove access to @" + name.name()
                            + " or explicitly set it before access");
            return Atom.NIL;
        }
        return value;
    }

    @Builtin("write_attribute")
    public static Object writeAttribute(Proc self, Object module, Object name, Object value, Object line) {
        view(self, module, "__put_attribute__/5")
                .writeAttribute(Compiler.session(self), (Atom) name, value, ((Long) line).intValue());
        return Atom.OK;
    }

    /** @param modules those whose names stand in the value */
    @Builtin("write_attribute")
    public static Object writeAttribute(
            Proc self, Object module, Object name, Object value, Object line, Object modules) {
        view(self, module, "__put_attribute__/5").refersTo((Atom) name, modules);
        return writeAttribute(self, module, name, value, line);
    }

    static boolean isTypespec(Atom attribute) {
        return ModuleView.isTypespec(attribute);
    }

    static long keepTypespec(OpenModule module, Atom kind, Object form, Env env) {
        return new ModuleView(module).keepTypespec(kind, form, env);
    }

    @Builtin("typespec")
    public static Object typespec(Proc self, Object module, Object number) {
        view(self, module, "__put_typespec__/2").addTypespec(Compiler.session(self), (Long) number, null);
        return Atom.OK;
    }

    /** A typespec with unquoted parts, which have become {@code form}. */
    @Builtin("typespec")
    public static Object typespec(Proc self, Object module, Object number, Object form) {
        view(self, module, "__put_typespec__/3").addTypespec(Compiler.session(self), (Long) number, form);
        return Atom.OK;
    }

    // Module's own functions

    @Builtin("open?")
    public static Object isOpen(Proc self, Object module) {
        return Atom.of(module instanceof Atom name && Compiler.session(self).openModule(name) != null);
    }

    /** True while the module is defined, and while its {@code @after_compile} hooks run. */
    @Builtin("readable?")
    public static Object isReadable(Proc self, Object module) {
        Session session = Compiler.session(self);
        return Atom.of(module instanceof Atom name
                && (session.openModule(name) != null
                        || session.state().readOnlyModules().containsKey(name)));
    }

    @Builtin("get_attribute")
    public static Object getAttribute(Proc self, Object module, Object name, Object otherwise) {
        ModuleView view = view(self, module, "get_attribute/3");
        view.traceRead(Compiler.session(self), (Atom) name, view.env());
        Object value = view.attribute((Atom) name);
        return value == null ? otherwise : value;
    }

    @Builtin("get_last_attribute")
    public static Object getLastAttribute(Proc self, Object module, Object name, Object otherwise) {
        ModuleView view = view(self, module, "get_last_attribute/3");
        view.traceRead(Compiler.session(self), (Atom) name, view.env());
        Object value = view.attribute((Atom) name);
        if (value == null || value == EmptyList.NIL) {
            return otherwise;
        }
        return view.accumulates((Atom) name) ? ((Cons) value).head : value;
    }

    @Builtin("put_attribute")
    public static Object putAttribute(Proc self, Object module, Object name, Object value) {
        view(self, module, "put_attribute/3").putAttribute(Compiler.session(self), (Atom) name, value);
        return Atom.OK;
    }

    @Builtin("delete_attribute")
    public static Object deleteAttribute(Proc self, Object module, Object name) {
        return view(self, module, "delete_attribute/2").deleteAttribute((Atom) name);
    }

    @Builtin("register_attribute")
    public static Object registerAttribute(Proc self, Object module, Object name, Object options) {
        view(self, module, "register_attribute/3")
                .registerAttribute((Atom) name, Meta.is(options, ACCUMULATE), Meta.is(options, PERSIST));
        return Atom.OK;
    }

    /** The struct of a module that is not done yet, for other files that are compiled beside it. */
    @Builtin("publish_struct")
    public static Object publishStruct(Proc self, Object module, Object struct) {
        Session session = Compiler.session(self);
        OpenModule open = session.openModule((Atom) module);
        if (open != null) {
            open.publishStruct((ElixirMap) struct);
            session.state().parallel().structAvailable(session, (Atom) module);
        }
        return Atom.OK;
    }

    @Builtin("struct_published")
    public static Object isStructPublished(Proc self, Object module) {
        OpenModule open = Compiler.session(self).state().openModules().get((Atom) module);
        return Atom.of(open != null && open.publishedStruct() != null);
    }

    @Builtin("has_attribute")
    public static Object hasAttribute(Proc self, Object module, Object name) {
        return Atom.of(view(self, module, "has_attribute?/2").hasAttribute((Atom) name));
    }

    @Builtin("attributes_in")
    public static Object attributesIn(Proc self, Object module) {
        return view(self, module, "attributes_in/1").attributeNames();
    }

    @Builtin("add_doc")
    public static Object addDoc(Proc self, Object module, Object line, Object kind, Object tuple, Object doc) {
        return Atom.of(view(self, module, "add_doc/6").addDoc((Atom) kind, (Tuple2) tuple, (Long) line, doc));
    }

    @Builtin("defines")
    public static Object defines(Proc self, Object module, Object tuple) {
        return Atom.of(view(self, module, "defines?/2").kindOf((Tuple2) tuple) != null);
    }

    @Builtin("defines")
    public static Object defines(Proc self, Object module, Object tuple, Object kind) {
        return Atom.of(view(self, module, "defines?/3").kindOf((Tuple2) tuple) == kind);
    }

    @Builtin("definitions_in")
    public static Object definitionsIn(Proc self, Object module) {
        return view(self, module, "definitions_in/1").definitions(null);
    }

    @Builtin("definitions_in")
    public static Object definitionsIn(Proc self, Object module, Object kind) {
        return view(self, module, "definitions_in/2").definitions((Atom) kind);
    }

    @Builtin("get_definition")
    public static Object getDefinition(Proc self, Object module, Object tuple) {
        return view(self, module, "get_definition/3").definition((Tuple2) tuple);
    }

    @Builtin("delete_definition")
    public static Object deleteDefinition(Proc self, Object module, Object tuple) {
        return Atom.of(view(self, module, "delete_definition/2").deleteDefinition((Tuple2) tuple));
    }

    @Builtin("make_overridable")
    public static Object makeOverridable(Proc self, Object module, Object tuples) {
        ModuleView view = view(self, module, "make_overridable/2");
        for (Object rest = tuples; rest instanceof Cons cell; rest = cell.tail()) {
            if (!(cell.head instanceof Tuple2 tuple
                    && tuple.e0 instanceof Atom
                    && tuple.e1 instanceof Long arity
                    && arity >= 0
                    && arity <= 255)) {
                throw JlixirKernel.argument(
                        "each element in tuple list has to be a {function_name :: atom, arity :: 0..255} tuple, got: "
                                + JlixirKernel.inspect(cell.head));
            }
            view.makeOverridable(tuple);
        }
        return Atom.OK;
    }

    @Builtin("overridable")
    public static Object overridable(Proc self, Object module, Object tuple) {
        return Atom.of(view(self, module, "overridable?/2").isOverridable((Tuple2) tuple));
    }

    @Builtin("overridables_in")
    public static Object overridablesIn(Proc self, Object module) {
        ListBuilder out = new ListBuilder();
        view(self, module, "overridables_in/1").overridables().forEach(out::add);
        return out.finish();
    }
}
