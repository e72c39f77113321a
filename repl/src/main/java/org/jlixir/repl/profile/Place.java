package org.jlixir.repl.profile;

/**
 * Where a sample found a process, or what called that.
 *
 * @param function as stack traces name it, such as {@code Shop.price/2}; of what is no function a name in parentheses
 * @param file the source, as the class file names it; empty when it is not known, and for built-ins
 * @param line 0 when it is not known
 * @param own whether it is of the program, not of jlixir's libraries
 */
record Place(String function, String file, int line, boolean own) {
    boolean hasLine() {
        return line > 0;
    }
}
