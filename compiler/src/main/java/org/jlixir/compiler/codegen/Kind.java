package org.jlixir.compiler.codegen;

import org.objectweb.asm.Opcodes;

/** How a value is held: as a term, or unboxed. */
enum Kind {
    OBJECT("Ljava/lang/Object;", 1, Opcodes.ALOAD, Opcodes.ASTORE, Opcodes.ARETURN),
    LONG("J", 2, Opcodes.LLOAD, Opcodes.LSTORE, Opcodes.LRETURN),
    DOUBLE("D", 2, Opcodes.DLOAD, Opcodes.DSTORE, Opcodes.DRETURN);

    final String descriptor;
    final int slots;
    final int load;
    final int store;
    final int ret;

    /** The class of the boxed value. */
    String box() {
        return switch (this) {
            case OBJECT -> Types.OBJECT;
            case LONG -> Types.LONG;
            case DOUBLE -> Types.DOUBLE;
        };
    }

    Kind(String descriptor, int slots, int load, int store, int ret) {
        this.descriptor = descriptor;
        this.slots = slots;
        this.load = load;
        this.store = store;
        this.ret = ret;
    }
}
