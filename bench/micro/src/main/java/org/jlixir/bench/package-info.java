/** What the parts of the run time system cost, by JMH. */
@NullMarked
package org.jlixir.bench;

import org.jspecify.annotations.NullMarked;
