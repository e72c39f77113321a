package org.jlixir.runtime.code;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jspecify.annotations.Nullable;

/**
 * The {@code invokedynamic} call sites of remote calls between modules that may be loaded anew. A site starts unlinked; its
 * first call finds the function of the caller's node and binds the site to it; loading another version unlinks it again.
 */
public final class CallSites {
    private final ConcurrentHashMap<Atom, List<WeakReference<Site>>> byModule = new ConcurrentHashMap<>();

    /** A module that decides itself how a place that calls it is bound. */
    public interface Linked {
        /** @return {@code (Proc, Object...)Object}, with a parameter for each argument */
        MethodHandle link(Atom function, int arity);
    }

    /**
     * The bootstrap method of remote calls.
     *
     * @param name the mangled function name
     * @param type {@code (Proc, Object...)Object}
     * @param module the module's name
     */
    public static CallSite remote(MethodHandles.Lookup lookup, String name, MethodType type, String module)
            throws ReflectiveOperationException {
        Site site = new Site(type, Atom.of(module), Atom.of(ModuleNames.demangle(name)));
        site.unlink();
        return site;
    }

    void relink(Atom module) {
        List<WeakReference<Site>> sites = byModule.remove(module);
        if (sites == null) {
            return;
        }
        List<MutableCallSite> alive = new ArrayList<>();
        synchronized (sites) {
            for (WeakReference<Site> reference : sites) {
                Site site = reference.get();
                if (site != null) {
                    site.unlink();
                    alive.add(site);
                }
            }
        }
        MutableCallSite.syncAll(alive.toArray(MutableCallSite[]::new));
    }

    private void register(Site site) {
        List<WeakReference<Site>> sites = byModule.computeIfAbsent(site.module, _ -> new ArrayList<>());
        synchronized (sites) {
            sites.add(new WeakReference<>(site));
        }
    }

    /** One call site. Its class loader, and so the site, belongs to one node. */
    static final class Site extends MutableCallSite {
        private final Atom module;
        private final Atom function;

        Site(MethodType type, Atom module, Atom function) {
            super(type);
            this.module = module;
            this.function = function;
        }

        void unlink() {
            MethodHandle link = LINK.bindTo(this).asCollector(Object[].class, type().parameterCount() - 1);
            setTarget(link.asType(type()));
        }

        /** Called through {@link #LINK}. */
        @SuppressWarnings("UnusedMethod")
        private Object link(Proc self, Object[] arguments) throws Throwable {
            CodeServer server = self.node().code();
            Fun fun = server.lookup(self, module, function, arguments.length);
            if (fun == null) {
                throw org.jlixir.runtime.error.ElixirException.undefined(module, function, arguments);
            }
            ModuleVersion version = server.find(module);
            server.callSites().register(this);
            setTarget(target(version, fun, arguments.length));
            if (version != null && !version.isCurrent()) {
                // Replaced meanwhile, by somebody who may not have seen the site.
                unlink();
            }
            return fun.call(self, arguments);
        }

        /** Straight to the static method where there is one, so that the JIT inlines it. */
        private MethodHandle target(@Nullable ModuleVersion version, Fun fun, int arity)
                throws ReflectiveOperationException {
            if (version instanceof Linked linked) {
                return linked.link(function, arity);
            }
            Class<?> main = version == null ? null : version.mainClass();
            if (main != null && fun instanceof ModuleFun) {
                return MethodHandles.publicLookup()
                        .findStatic(main, ModuleNames.methodName(function.name(), arity), type());
            }
            if (arity > Fun.MAX_DIRECT_ARITY) {
                return MethodHandles.publicLookup()
                        .findVirtual(Fun.class, "call", MethodType.methodType(Object.class, Proc.class, Object[].class))
                        .bindTo(fun)
                        .asCollector(Object[].class, arity)
                        .asType(type());
            }
            return MethodHandles.publicLookup()
                    .findVirtual(Fun.class, "call" + arity, type())
                    .bindTo(fun);
        }

        private static final MethodHandle LINK;

        static {
            try {
                LINK = MethodHandles.lookup()
                        .findVirtual(
                                Site.class, "link", MethodType.methodType(Object.class, Proc.class, Object[].class));
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }
}
