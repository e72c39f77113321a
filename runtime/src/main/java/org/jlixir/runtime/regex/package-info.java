/**
 * Regular expressions as PCRE 8 has them, over bytes: parse ({@link org.jlixir.runtime.regex.RegexParser}) to a tree ({@link
 * org.jlixir.runtime.regex.RegexNode}), compile to a program ({@link org.jlixir.runtime.regex.RegexCompiler}), run by
 * backtracking ({@link org.jlixir.runtime.regex.RegexMatcher}). Start with {@link org.jlixir.runtime.regex.Regex}.
 */
@NullMarked
package org.jlixir.runtime.regex;

import org.jspecify.annotations.NullMarked;
