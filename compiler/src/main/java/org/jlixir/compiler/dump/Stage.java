package org.jlixir.compiler.dump;

/** A boundary of the pipeline that can be shown, in the order of the pipeline. */
public enum Stage {
    TOKENS,
    QUOTED,
    EXPANDED,
    CORE,
    TREE,
    BYTECODE
}
