package org.jlixir.runtime.term;

/** Equality and order of functions: local ones before external ones, each by module, name and arity, then closed-over values. */
final class FunOrder {
    private FunOrder() {}

    static boolean exactlyEqual(Fun a, Fun b) {
        if (a.isExternal() != b.isExternal()
                || a.arity() != b.arity()
                || a.module() != b.module()
                || a.name() != b.name()) {
            return false;
        }
        if (a.isExternal()) {
            return true;
        }
        if (a.index() != b.index() || a.getClass() != b.getClass()) {
            return false;
        }
        Object[] x = a.environment();
        Object[] y = b.environment();
        for (int i = 0; i < x.length; i++) {
            if (!TermOrder.exactlyEqual(x[i], y[i])) {
                return false;
            }
        }
        return true;
    }

    static int compare(Fun a, Fun b) {
        if (a.isExternal() != b.isExternal()) {
            return a.isExternal() ? 1 : -1;
        }
        int order = TermOrder.compare(a.module(), b.module());
        if (order == 0 && !a.isExternal()) {
            order = Integer.compare(a.index(), b.index());
        }
        if (order == 0) {
            order = TermOrder.compare(a.name(), b.name());
        }
        if (order == 0) {
            order = Integer.compare(a.arity(), b.arity());
        }
        return order != 0 || a.isExternal() ? order : compareEnvironments(a.environment(), b.environment());
    }

    private static int compareEnvironments(Object[] a, Object[] b) {
        int order = Integer.compare(a.length, b.length);
        for (int i = 0; order == 0 && i < a.length; i++) {
            order = TermOrder.compare(a[i], b[i]);
        }
        return order;
    }

    static int hash(Fun fun) {
        int hash = fun.module().hashCode() * 31 + fun.name().hashCode();
        hash = hash * 31 + fun.arity() + 37 * fun.index();
        for (Object value : fun.environment()) {
            hash = hash * 31 + TermHash.hash(value);
        }
        return hash;
    }
}
