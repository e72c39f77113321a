/*
 * The words of Elixir, before white space has been given its meaning.
 *
 * What a word is depends on its neighbours in Elixir ("foo -1" is a call, "foo - 1" a subtraction), and that is settled
 * afterwards by TokenFilter, which also makes the token types listed under tokens{}. So this grammar has no predicates.
 *
 * Text between quotes has a mode of its own. Which character ends it is only known when it starts, so the modes offer
 * every possible end as a candidate, and TextModes, the base class, accepts one of them or makes it text again.
 */
lexer grammar ElixirLexer;

options { superClass = TextModes; }

tokens {
  KW_IDENTIFIER,      // foo: and +:
  QUOTED_KW_START,    // the opening quote of "foo": or 'foo':
  QUOTED_KW_END,      // its closing quote, with the colon
  CALL_START,         // virtual: the arguments of a call without parentheses start
  CALL_END,           // virtual: and end
  CAPTURE_INT,        // & directly before a number
  ELLIPSIS,           // ... that stands alone
  NOT_IN_OP,          // not in
  MAP_UPDATE_OP,      // the | of %{map | key: value}
  OPEN_MAP,           // %{
  TRAILING_COMMA,     // a comma before a closing delimiter
  QUOTE_END,          // the end of any quoted text
  QUOTED_IDENTIFIER_START, // the opening quote of foo."bar"
  CHARLIST_HEREDOC_START,
  INTERPOLATION_END,
  TRUE, FALSE, NIL, DO, END, FN, AFTER, ELSE, RESCUE, CATCH, AND, OR, NOT, IN, WHEN // names that are reserved
}

// White space and comments

SPACE : ([ \t] | '\\' '\r'? '\n')+ -> skip ;
EOL : '\r'? '\n' ;
COMMENT : '#' ~[\n]* ;

// Names. Which characters beyond ASCII are letters is checked by Identifiers. TextModes knows which are reserved: here they would
// cost a state of the automaton for each of their prefixes, which is felt when the first file is read.

IDENTIFIER : [a-z_\u0080-\u{10FFFF}] NAME_PART* [?!]? ;
ALIAS : [A-Z] NAME_PART* [?!]? ;
ATOM : ':' ([A-Za-z_\u0080-\u{10FFFF}] NAME_PART* [?!]? | ATOM_OPERATOR) ;
QUOTED_ATOM_START : ':' ["'] -> pushMode(QUOTED) ;

fragment NAME_PART : [A-Za-z0-9_@\u0080-\u{10FFFF}] ;

fragment ATOM_OPERATOR
    : '...' | '..//' | '..' | '.' | '{}' | '%{}' | '%' | '<<>>' | '&' | '@' | '->'
    | '!' | '^' | '~~~' | '+' | '-' | '++' | '--' | '+++' | '---' | '<>' | '*' | '/' | '//' | '**' | '^^^'
    | '|>' | '<<<' | '>>>' | '<<~' | '~>>' | '<~' | '~>' | '<~>' | '<|>' | '<' | '>' | '<=' | '>='
    | '==' | '!=' | '=~' | '===' | '!==' | '&&' | '&&&' | '||' | '|||' | '=' | '|' | '::' | '<-' | '\\\\'
    ;

// Numbers and characters

INT : DIGITS | '0x' HEX ('_'? HEX)* | '0o' [0-7] ('_'? [0-7])* | '0b' [01] ('_'? [01])* ;
FLOAT : DIGITS '.' DIGITS ([eE] [+\-]? DIGITS)? ;
CHAR : '?' (~'\\' | '\\' | '\\' .) ;

fragment DIGITS : [0-9] ('_'? [0-9])* ;
fragment HEX : [0-9A-Fa-f] ;

// Quoted text

STRING_START : '"' -> pushMode(QUOTED) ;
CHARLIST_START : '\'' -> pushMode(QUOTED) ;
HEREDOC_START : ('"""' | '\'\'\'') -> pushMode(HEREDOC) ;
SIGIL_START : '~' [A-Za-z] [A-Za-z0-9]* ["'/|([{<] -> pushMode(SIGIL) ;
SIGIL_HEREDOC_START : '~' [A-Za-z] [A-Za-z0-9]* ('"""' | '\'\'\'') -> pushMode(SIGIL_HEREDOC) ;
SIGIL_NAME : '~' [A-Za-z] [A-Za-z0-9]* ; // no delimiter follows: an error

// Operators, named after their class in Elixir's operator table

AT_OP : '@' ;
CAPTURE_OP : '&' ;
UNARY_OP : '!' | '^' | '~~~' ;
DUAL_OP : '+' | '-' ;
ELLIPSIS_OP : '...' ;
RANGE_OP : '..' ;
TERNARY_OP : '//' ;
STAB_OP : '->' ;
ASSOC_OP : '=>' ;
TYPE_OP : '::' ;
PIPE_OP : '|' ;
MATCH_OP : '=' ;
IN_MATCH_OP : '<-' | '\\\\' ;
OR_OP : '||' | '|||' ;
AND_OP : '&&' | '&&&' ;
COMP_OP : '==' | '!=' | '=~' | '===' | '!==' ;
REL_OP : '<' | '>' | '<=' | '>=' ;
ARROW_OP : '|>' | '<<<' | '>>>' | '<<~' | '~>>' | '<~' | '~>' | '<~>' | '<|>' ;
XOR_OP : '^^^' ;
CONCAT_OP : '++' | '--' | '+++' | '---' | '<>' ;
MULT_OP : '*' | '/' ;
POWER_OP : '**' ;

// Punctuation

DOT : '.' ;
COMMA : ',' ;
SEMICOLON : ';' ;
COLON : ':' ;
PERCENT : '%' ;
OPEN_PAREN : '(' ;
CLOSE_PAREN : ')' ;
OPEN_BRACKET : '[' ;
CLOSE_BRACKET : ']' ;
OPEN_CURLY : '{' -> pushMode(DEFAULT_MODE) ; // left by its }, so that the } of an interpolation is known
CLOSE_CURLY : '}' ;
OPEN_BIT : '<<' ;
CLOSE_BIT : '>>' ;

UNEXPECTED : . ;

// "text", 'text', :"text"
mode QUOTED;

TEXT : ~["'\\#]+ | '#' | '\\' ;
ESCAPE : '\\' ('\r\n' | .) ;
INTERPOLATION_START : '#{' ;
END_CANDIDATE : ["'] ;

// """ on a line of its own starts and ends the text
mode HEREDOC;

HEREDOC_TEXT : (~[\\#\r\n]+ | '#' | '\\' | '\r'? '\n' | '\r') -> type(TEXT) ;
HEREDOC_ESCAPE : '\\' ~[\r\n] -> type(ESCAPE) ;
HEREDOC_INTERPOLATION : '#{' -> type(INTERPOLATION_START) ;
HEREDOC_END : '\r'? '\n' [ \t]* ('"""' | '\'\'\'') -> type(END_CANDIDATE) ;

// ~s(text)modifiers
mode SIGIL;

SIGIL_TEXT : (~[\\#"'/|)\]}>]+ | '#' | '\\') -> type(TEXT) ;
SIGIL_ESCAPE : '\\' ('\r\n' | .) -> type(ESCAPE) ;
SIGIL_INTERPOLATION : '#{' -> type(INTERPOLATION_START) ;
SIGIL_END : ["'/|)\]}>] [A-Za-z0-9]* -> type(END_CANDIDATE) ;

mode SIGIL_HEREDOC;

SIGIL_HEREDOC_TEXT : (~[\\#\r\n]+ | '#' | '\\' | '\r'? '\n' | '\r') -> type(TEXT) ;
SIGIL_HEREDOC_ESCAPE : '\\' ~[\r\n] -> type(ESCAPE) ;
SIGIL_HEREDOC_INTERPOLATION : '#{' -> type(INTERPOLATION_START) ;
SIGIL_HEREDOC_END : '\r'? '\n' [ \t]* ('"""' | '\'\'\'') [A-Za-z0-9]* -> type(END_CANDIDATE) ;
