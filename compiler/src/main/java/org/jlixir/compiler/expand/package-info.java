/**
 * Expansion: macros, aliases, imports and hygiene are resolved here. In: a quoted form and an {@link org.jlixir.compiler.expand.Env}.
 * Out: an expanded form and the environment after it. Start with {@link org.jlixir.compiler.expand.Expander}; one class a topic.
 *
 * <p>The forms that leave this stage are listed here; nothing else occurs in expanded code.
 *
 * <pre>{@code
 * Expanded code is a term. `m` is metadata (keyword list; `line:` where known, `generated: true` possible, `keep:`/`version:`... may
 * be present; ignore what you do not know). Nothing else occurs; anything else is a CompilerBug.
 *
 * | form | meaning |
 * |---|---|
 * | integer, float, atom, binary, any other term that is no list, tuple, map | itself (pids, references, functions that a macro has put there) |
 * | `[e1, ..., en]`, also `[e1, {:\|, m, [e2, tail]}]` | list; improper/cons tail by `{:\|, m, [head, tail]}` as the last element |
 * | `{e1, e2}` | pair |
 * | `{:{}, m, [e...]}` | tuple of any size (0, 1, 2 too) |
 * | `{:%{}, m, [{k, v}...]}` | map; in patterns keys are literals, `{:^, m, [var]}`, or any literal-building expression |
 * | `{:%{}, m, [{:\|, m, [map, [{k, v}...]]}]}` | map update (BadMapError / KeyError) |
 * | `{:%, m, [Module, {:%{}, m, pairs}]}` | struct construction: `Module` is an atom, pairs hold **all** fields (defaults filled in, `__struct__` not among them). In patterns: only the written pairs; `Module` may be an atom, a variable, `{:_, m, ctx}` or `{:^, m, [var]}` (a variable matches atoms only) |
 * | `{:%, m, [Module, {:%{}, m, [{:\|, m, [expr, pairs]}]}]}` | struct update: expr must be a struct of Module (else BadStructError on 1.18/ `{:badstruct, Module, term}` as error), keys are known |
 * | `{:<<>>, m, [{:"::", m, [e, spec]}...]}` | bitstring; see below |
 * | `{name, m, ctx}` with atom ctx and `version: n` in m | variable. Same n = same variable; a pattern binds, elsewhere it is read. In one pattern the second occurrence of n is an equality test |
 * | `{:_, m, ctx}` | pattern only: anything |
 * | `{:^, m, [var]}` | pattern only: equals the value of the outer variable |
 * | `{:=, m, [pattern, expr]}` | match; inside patterns: both sides match |
 * | `{:__block__, m, [e...]}` | sequence; never of one element, empty means nil |
 * | `{name, m, args}` with list args, name not one of this table | local call in the module. `defoverridable`'s `super` has already become such a call of `:"name (overridable 1)"`. A function with the name of a special form, as `try/2`, is called as `(&try/2).(...)` |
 * | `{{:., m, [module, fun]}, m2, args}` fun an atom | remote call; module is any expression. With `no_parens: true` in m2, no args and a module that is no atom literal: `x.field` (map field or call when x is an atom at run time). Without `no_parens`: `x.field()` a call (on a map: error as Elixir's). In guards `x.field` is `:erlang.map_get(:field, x)` already |
 * | `{{:., m, [fun]}, m2, args}` | call of a function value |
 * | `:erlang.andalso(a, b)`, `:erlang.orelse(a, b)` | remote calls, short circuit, in guards and outside; the left side must be boolean (`{:badarg/badbool, :and, x}` as Erlang: error `{:badarg, x}`) |
 * | `{:fn, m, [{:->, m, [head, body]}...]}` | function; head: `[p1, ..., pn]` or `[{:when, m, [p1, ..., pn, guard]}]` |
 * | guard | an expression, or `{:when, m, [g1, g2]}` (either; right nested; an error in one is only false for that one) |
 * | `{:&, m, [{:/, m, [{{:., m, [Mod, fun]}, m, []}, arity]}]}` | external function capture (Mod may be an expression) |
 * | `{:&, m, [{:/, m, [{fun, m, ctx}, arity]}]}` | local function capture. All other captures have become `fn` |
 * | `{:case, m, [e, [do: clauses]]}` | clauses `{:->, m, [[p] or [{:when, m, [p, guard]}], body]}`. `optimize_boolean: true` in m: e is known/expected boolean (hint only) |
 * | `{:cond, m, [[do: [{:->, m, [[test], body]}...]]]}` | cond; `:cond_clause` error when none |
 * | `{:receive, m, [[do: clauses, after: [{:->, m, [[timeout], body]}]]]}` | either key may be missing; `do: {:__block__, [], []}` = no clauses |
 * | `{:try, m, [[do: e, rescue: rs, catch: cs, else: clauses, after: e]]}` | all but `do` optional; in this order |
 * | ... rescue clause | `{:->, m, [[var], body]}` (var or `_`: any `:error`, normalised with Exception.normalize) or `{:->, m, [[{:in, m, [var or _, [Mod, ...]]}], body]}` Mods are atoms |
 * | ... catch clause | `{:->, m, [[kind, value] or [{:when, m, [kind, value, guard]}], body]}` always two patterns (kind `:throw` filled in) |
 * | `{:for, m, [gen or filter..., opts]}` | generators `{:<-, m, [p or {:when, m, [p, guard]}, e]}`, `{:<<>>, m, [{:<-, m, [{:<<>>, m, segments}, e]}]}` (bitstring pattern taken repeatedly off the front); anything else is a filter (truthy goes on). opts: `do: body`, `into: e`, `uniq: true\|false`; or `reduce: e` and then `do:` is a list of one-pattern clauses. Without into: and reduce: a list |
 * | `{:with, m, [c..., [do: e, else: clauses]]}` | c: `{:<-, m, [p or {:when, ...}, e]}`, or any expression (`=` included); else optional |
 * | `{:__STACKTRACE__, m, ctx}` | the stack trace, inside rescue/catch |
 *
 * `super`, `__ENV__`, `__MODULE__`, `__CALLER__`, `__DIR__`, `alias`, `import`, `require`, `quote`, `__aliases__`, macros do not occur. Within macros `__CALLER__`
 * is a plain variable: `FunctionDefinition` `MACRO-m` has it as its first pattern `{:__CALLER__, [version: n], nil}`.
 * Calls the expander itself makes up: `:jlixir_macro.list(l, tail)`, `.dot(...)`, `.validate(ast)`, `.escape(...)` (quote with unquotes), ordinary
 * remote calls of Java built-ins.
 * Literal sub-terms of a quote are `{:{}, [], [...]}`/list/atom constructions all the way down: worth folding into one constant.
 *
 * ## Bitstring segments
 * `{:"::", m, [e, spec]}`; spec is `type` or a chain `{:-, m, [spec, modifier]}`, left nested, in this order: type, endianness, sign, unit, size
 * (each but the type optional). `e` is never a nested bitstring literal (spliced already).
 * - type: `{t, m, ctx}`, t one of `:integer :float :binary :bitstring :utf8 :utf16 :utf32` (`bytes` and `bits` are normalised away)
 * - endianness `{:little, _, _}`, `{:big,..}`, `{:native,..}`; sign `{:signed,..}`, `{:unsigned,..}`
 * - `{:unit, m, [n]}` integer literal; `{:size, m, [e]}` integer literal or expression (in patterns: a guard-like expression over variables bound before, or outer)
 * - A literal binary `"foo"` has type `binary` with no size, or utf8/16/32 (then it is that text encoded). Defaults: integer size 8 unit 1, float size 64, binary unit 8.
 * `meta` may hold `alignment:`; ignore.
 *
 * ## Functions
 * `FunctionClause.patterns/guards`: guards are the alternatives (already split at `when`). Default arguments have become functions of their own
 * (`f(a)` calling `f(a, default)`). `__info__/1`, `module_info/0,1` are ordinary FunctionDefinitions.
 * Variables: versions are unique in one function clause resp. one evaluation.
 *
 * ## Notes
 * - Defaults: `f(a, b \\ 1)` is `f/2` and a generated `f/1` whose patterns are variables with `counter:` and context nil.
 * - Rewritten already: Kernel's and others' BIF aliases (`+`, `hd`, `String.to_atom/1`...), `elem/2` -> `:erlang.element(i + 1, t)`, `Map.put/fetch/fetch!/delete/has_key?/replace!` -> `:maps.*`.
 * - A local macro is run by compiling it with what it calls as a module of its own, named `<Module>-<n>`, all functions exported; it is unloaded when the module is done.
 * - Module bodies: statements that are calls with constant arguments are run without the back end; the rest comes through `Backend.evaluate`, several statements as one `__block__`.
 *
 * }</pre>
 */
@NullMarked
package org.jlixir.compiler.expand;

import org.jspecify.annotations.NullMarked;
