/**
 * Java classes as modules: {@code :"java.lang.Math".sqrt(2.0)}. {@link org.jlixir.runtime.java.JavaClasses} finds a class by the
 * atom that names it, {@link org.jlixir.runtime.java.JavaClass} its members, {@link org.jlixir.runtime.java.Overloads} the one that
 * fits the arguments, {@link org.jlixir.runtime.java.ToJava} and {@link org.jlixir.runtime.java.ToElixir} convert values. A call
 * site in compiled code remembers what it found ({@link org.jlixir.runtime.java.JavaCallSite}).
 */
@NullMarked
package org.jlixir.runtime.java;

import org.jspecify.annotations.NullMarked;
