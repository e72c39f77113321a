/**
 * The pattern compiler: from the clauses of a match to a decision tree.
 *
 * <p>Start with {@link org.jlixir.compiler.match.MatchCompiler} and {@link org.jlixir.compiler.match.DecisionTree}.
 */
@NullMarked
package org.jlixir.compiler.match;

import org.jspecify.annotations.NullMarked;
