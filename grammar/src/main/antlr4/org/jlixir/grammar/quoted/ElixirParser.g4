/*
 * Elixir's syntax over the tokens that TokenFilter delivers.
 *
 * The filter has put CALL_START and CALL_END around the arguments of calls without parentheses, has dropped the newlines
 * that mean nothing and joined the tokens that are one word. What is left is LL(1): ANTLR turns every decision into a
 * switch on the next token, so there is no prediction at run time, neither SLL nor LL, and no cache to warm.
 *
 * Operators are not nested here: an expression is a flat row of operands and operators, and OperatorTable gives it its
 * shape. That keeps the parse tree shallow and this file free of twenty rules that say the same.
 */
parser grammar ElixirParser;

options { tokenVocab = ElixirLexer; contextSuperClass = RuleContext; }

program : expressions EOF ;

// Blocks and clauses

/** What may stand in a file and in an interpolation. */
expressions : endOfExpression? (expression (endOfExpression expression?)*)? ;

/** What may stand between do and end, in fn and in parentheses: the same, or clauses. */
block : endOfExpression? (stab (endOfExpression stab?)*)? ;

/** An expression, or the head of a clause, with the first expression of its body. */
stab : arguments (STAB_OP expression?)? | STAB_OP expression? ;

endOfExpression : EOL | SEMICOLON ;

doBlock : DO block blockClause* END ;

blockClause : (AFTER | ELSE | RESCUE | CATCH) block ;

anonymousFunction : FN block END ;

parenthesized : OPEN_PAREN block CLOSE_PAREN ;

// Expressions

expression : operand (binaryOperator (operand | keywords))* ;

/** Behind {@code when} alone: {@code a when b: c, d: e}. */
keywords : CALL_START arguments CALL_END ;

operand : unaryOperator* primary postfix* ;

unaryOperator : AT_OP | CAPTURE_OP | UNARY_OP | NOT | DUAL_OP | ELLIPSIS_OP ;

binaryOperator
    : IN_MATCH_OP | WHEN | TYPE_OP | PIPE_OP | MATCH_OP | OR_OP | OR | AND_OP | AND | COMP_OP | REL_OP | ARROW_OP | IN
    | NOT_IN_OP | XOR_OP | TERNARY_OP | CONCAT_OP | RANGE_OP | DUAL_OP | MULT_OP | POWER_OP
    ;

primary
    : IDENTIFIER call?
    | ALIAS
    | INT
    | FLOAT
    | CHAR
    | ATOM
    | TRUE
    | FALSE
    | NIL
    | RANGE_OP
    | ELLIPSIS
    | CAPTURE_INT INT
    | quoted
    | list
    | tuple
    | bitstring
    | map
    | parenthesized
    | anonymousFunction
    ;

postfix : DOT dotMember | OPEN_BRACKET arguments TRAILING_COMMA? EOL? CLOSE_BRACKET ;

dotMember
    : IDENTIFIER call?
    | quotedIdentifier call?
    | ALIAS
    | OPEN_CURLY (arguments TRAILING_COMMA?)? EOL? CLOSE_CURLY
    | parensCall parensCall? doBlock?
    ;

// Calls

call : CALL_START arguments CALL_END doBlock? | parensCall parensCall? doBlock? | doBlock ;

parensCall : OPEN_PAREN (arguments TRAILING_COMMA?)? EOL? CLOSE_PAREN ;

arguments : argument (COMMA argument)* ;

argument : keyword expression | expression ;

keyword : KW_IDENTIFIER | QUOTED_KW_START text QUOTED_KW_END ;

// Containers

list : OPEN_BRACKET (arguments TRAILING_COMMA?)? EOL? CLOSE_BRACKET ;

tuple : OPEN_CURLY (arguments TRAILING_COMMA?)? EOL? CLOSE_CURLY ;

bitstring : OPEN_BIT (arguments TRAILING_COMMA?)? EOL? CLOSE_BIT ;

map : OPEN_MAP mapBody CLOSE_CURLY | PERCENT structName OPEN_CURLY mapBody CLOSE_CURLY ;

structName : unaryOperator* primary postfix* ;

mapBody : (mapEntry (MAP_UPDATE_OP mapEntry)? (COMMA mapEntry)* TRAILING_COMMA?)? EOL? ;

mapEntry : keyword expression | expression (ASSOC_OP expression)? ;

// Quoted text

quoted
    : (STRING_START | CHARLIST_START | HEREDOC_START | CHARLIST_HEREDOC_START | QUOTED_ATOM_START | SIGIL_START
      | SIGIL_HEREDOC_START) text QUOTE_END
    ;

quotedIdentifier : QUOTED_IDENTIFIER_START text QUOTE_END ;

text : (TEXT | interpolation)* ;

interpolation : INTERPOLATION_START expressions INTERPOLATION_END ;
