package org.jlixir.compiler.codegen;

/**
 * Where the value of an expression goes.
 *
 * @param isReturn it is the method's result; otherwise it is pushed
 * @param kind how it is pushed
 */
record Destination(boolean isReturn, Kind kind) {
    static final Destination RETURN = new Destination(true, Kind.OBJECT);

    static Destination value(Kind kind) {
        return new Destination(false, kind);
    }
}
