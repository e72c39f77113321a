package org.jlixir.grammar.token;

/** What is said of a {@code do} or {@code do:} that stands where it cannot. */
public final class DoAdvice {
    private DoAdvice() {}

    /** The message behind the word. */
    public static final String TEXT = """
        . In case you wanted to write a "do" expression, you must either use do-blocks or separate the keyword argument \
        with comma. For example, you should either write:

            if some_condition? do
              :this
            else
              :that
            end

        or the equivalent construct:

            if(some_condition?, do: :this, else: :that)

        where "some_condition?" is the first argument and the second argument is a keyword list.

        You may see this error if you forget a trailing comma before the "do" in a "do" block\
        """;
}
