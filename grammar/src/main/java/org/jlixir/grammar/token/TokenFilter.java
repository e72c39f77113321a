package org.jlixir.grammar.token;

import static org.jlixir.grammar.token.ElixirLexer.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jspecify.annotations.Nullable;

/**
 * Gives the words of a file their meaning by what stands around them, so that the grammar behind it needs one token of
 * lookahead and no context:
 *
 * <ul>
 *   <li>newlines that end no expression go; their number stays with the token they follow, or that goes on behind them;
 *   <li>{@code foo a, b} becomes {@code foo CALL_START a, b CALL_END}. The call ends where the line, the clause or the
 *       delimiter around it does, or at a {@code do}, which belongs to the outermost call that is open. White space decides
 *       whether there is one: {@code foo -1} is a call, {@code foo - 1} and {@code foo-1} are not;
 *   <li>{@code foo:} and {@code "foo":} become keywords, {@code not in} one operator, operators before {@code /arity} and
 *       behind a dot become names;
 *   <li>delimiters must match.
 * </ul>
 */
final class TokenFilter {
    private final SourceFile source;
    private final ParseOptions options;
    private final List<ElixirToken> words;
    private final List<ElixirToken> tokens;
    private final OpenDelimiters delimiters;
    private final TokenErrors errors;
    private final TokenWarnings warnings;
    private final ArrayDeque<QuotedText> texts = new ArrayDeque<>();
    private int at;

    /** Texts count a column a grapheme: what is to be added to the columns behind a text on {@link #shiftedLine}. */
    private int columnShift;

    private int shiftedLine;

    /** The line that is being read, and where its first word starts; on the first line nobody looks. */
    private int line;

    private int indentation;

    TokenFilter(SourceFile source, ParseOptions options, List<ElixirToken> words) {
        this.source = source;
        this.options = options;
        this.words = words;
        this.tokens = new ArrayList<>(words.size() + words.size() / 8);
        this.line = source.firstLine();
        this.delimiters = new OpenDelimiters(source);
        this.errors = new TokenErrors(source);
        this.warnings = new TokenWarnings(options.warnings());
    }

    /** The tokens, the end of the file last. */
    List<ElixirToken> filter() {
        end(steps());
        new ConfusableNames(options.warnings()).check(source.text(), tokens);
        return tokens;
    }

    /** Refuses what {@link #filter} refuses, but for delimiters that are open at the end. */
    void checkWords() {
        steps();
    }

    /** Takes each word in turn up to the end of the file, which is returned. */
    private ElixirToken steps() {
        while (true) {
            ElixirToken word = words.get(at);
            shiftColumn(word);
            if (word.getType() == EOF) {
                return word;
            }
            at++;
            if (word.getLine() != line) {
                line = word.getLine();
                indentation = word.getCharPositionInLine();
            }
            step(word);
        }
    }

    private void shiftColumn(ElixirToken word) {
        if (columnShift != 0 && word.getLine() == shiftedLine) {
            word.setCharPositionInLine(word.getCharPositionInLine() - columnShift);
        }
    }

    private void end(ElixirToken word) {
        delimiters.checkAllClosed(word);
        endCalls();
        moveToLast(word);
        tokens.add(word);
    }

    /** An expression that is incomplete is so at its last word or the end of its line; only behind a dot no line ends. */
    private void moveToLast(ElixirToken end) {
        int last = at - 1;
        while (last >= 0 && (words.get(last).getType() == EOL || words.get(last).getType() == COMMENT)) {
            last--;
        }
        if (last < 0) {
            return;
        }
        ElixirToken place = words.get(last);
        for (int i = last + 1; i < at && place.getType() != DOT; i++) {
            if (words.get(i).getType() == EOL) {
                place = words.get(i);
                break;
            }
        }
        end.setLine(place.getLine());
        end.setCharPositionInLine(place.getCharPositionInLine());
    }

    private void step(ElixirToken word) {
        switch (word.getType()) {
            case EOL -> newline(word);
            case COMMENT -> comment(word);
            case SEMICOLON -> semicolon(word);
            case IDENTIFIER -> name(word);
            case ALIAS -> alias(word);
            case ATOM -> atom(word);
            case INT, FLOAT -> number(word);
            case CHAR -> character(word);
            case DOT -> dot(word);
            case TEXT, ESCAPE -> text(word);
            case INTERPOLATION_START -> interpolation(word);
            case QUOTE_END -> endText(word);
            case OPEN_PAREN, OPEN_BRACKET, OPEN_BIT -> open(word);
            case OPEN_CURLY -> openCurly(word);
            case CLOSE_PAREN, CLOSE_BRACKET, CLOSE_CURLY, CLOSE_BIT, INTERPOLATION_END -> close(word);
            case COMMA -> comma(word);
            case PERCENT -> percent(word);
            case COLON, UNEXPECTED -> throw errors.unexpected(word);
            case SIGIL_NAME -> sigilName(word);
            default -> {
                if (TokenKinds.opensText(word.getType())) {
                    startText(word);
                } else if (TokenKinds.isReservedWord(word.getType())) {
                    reservedWord(word);
                } else {
                    operator(word);
                }
            }
        }
    }

    // Lines

    private void newline(ElixirToken word) {
        ElixirToken last = last();
        if (last == null) {
            return;
        }
        if (last.getType() == EOL) {
            last.newlinesAfter++;
        } else if (TokenKinds.expectsMore(last.getType())) {
            last.newlinesAfter++;
        } else {
            word.newlinesAfter = 1;
            tokens.add(word);
        }
    }

    private void comment(ElixirToken word) {
        String text = word.getText();
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
        }
        ElixirToken end = words.get(at);
        if (end.getType() == EOL || end.getType() == EOF) {
            // To Elixir the line ends where its comment starts.
            end.setCharPositionInLine(word.getCharPositionInLine());
        }
        Identifiers.checkComment(source, word, text);
        ElixirToken last = last();
        int previous = last == null
                ? newlinesBefore(at - 1)
                : last.getType() == DOT ? last.newlinesBefore : last.newlinesAfter;
        options.comments()
                .accept(new ParseOptions.Comment(word.getLine(), word.column(), text, previous, newlinesFrom(at)));
        if (last != null && last.getType() != COMMA && last.getType() != SEMICOLON) {
            last.newlinesAfter = 0;
        }
    }

    /** The line ends before a comment that no token comes before; it stands on a line of its own at any rate. */
    private int newlinesBefore(int index) {
        int count = 0;
        while (index > count && words.get(index - count - 1).getType() == EOL) {
            count++;
        }
        return Math.max(1, count);
    }

    private int newlinesFrom(int index) {
        int count = 0;
        while (words.get(index + count).getType() == EOL) {
            count++;
        }
        return count;
    }

    private void semicolon(ElixirToken word) {
        ElixirToken last = last();
        if (last != null && last.getType() == SEMICOLON) {
            throw errors.unexpected(word);
        }
        if (last != null && last.getType() == EOL) {
            // The expression ended with the line; the lines behind the semicolon do not count.
            endCalls();
            tokens.removeLast();
            word.newlinesAfter = last.newlinesAfter;
            word.setLine(last.getLine());
            word.setCharPositionInLine(last.getCharPositionInLine());
            while (words.get(at).getType() == EOL) {
                at++;
            }
        } else {
            endCalls();
        }
        tokens.add(word);
    }

    /** Adds a token that cannot go on with the line before: a pending end of line becomes the end of an expression. */
    private void add(ElixirToken token) {
        ElixirToken last = last();
        if (last != null && last.getType() == EOL) {
            endCalls();
        }
        tokens.add(token);
    }

    /** Adds a token that goes on with the expression even from the start of the next line. */
    private void addContinuing(ElixirToken token) {
        ElixirToken last = last();
        if (last != null && last.getType() == EOL) {
            tokens.removeLast();
            token.newlinesBefore = last.newlinesAfter;
        }
        tokens.add(token);
    }

    /** Ends the calls that are open in the innermost scope; a pending end of line stays behind them. */
    private void endCalls() {
        OpenDelimiters.Scope scope = delimiters.innermost();
        if (scope.openCalls == 0) {
            return;
        }
        ElixirToken last = tokens.removeLast();
        boolean pending = last.getType() == EOL;
        if (!pending) {
            tokens.add(last);
        }
        for (; scope.openCalls > 0; scope.openCalls--) {
            tokens.add(last.virtual(CALL_END));
        }
        if (pending) {
            tokens.add(last);
        }
    }

    // Names

    private void name(ElixirToken word) {
        if (keyword(word)) {
            return;
        }
        if (word.getText().indexOf('@') >= 0) {
            throw errors.invalidCharacter(word, "@", "identifier");
        }
        String text = Identifiers.checked(source, word, word.getText(), Identifiers.Start.LOWERCASE);
        if (text.equals("__aliases__") || text.equals("__block__")) {
            throw errors.at(word, "reserved token: ", text);
        }
        warnings.nameBeforeEquals(word, words.get(at));
        word.value = text;
        add(word);
        mayOpenCall(word);
    }

    private void alias(ElixirToken word) {
        if (keyword(word)) {
            return;
        }
        String text = word.getText();
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            if (c == '@') {
                throw errors.invalidCharacter(word, "@", "alias");
            }
            if (c > 127 || c == '?' || c == '!') {
                throw errors.invalidCharacter(
                        word, Character.toString(c), "alias (only ASCII characters, without punctuation, are allowed)");
            }
        }
        ElixirToken next = words.get(at);
        if (next.getType() == OPEN_PAREN && word.touches(next) && options.staticAtomsEncoder() == null) {
            throw errors.parenthesisAfterAlias(word, next);
        }
        word.value = text;
        add(word);
    }

    private void character(ElixirToken word) {
        errors.checkCharacter(word);
        warnings.character(word);
        add(word);
    }

    private void atom(ElixirToken word) {
        warnings.nameBeforeEquals(word, words.get(at));
        warnings.typeOperatorAtom(word);
        word.value = Identifiers.checked(source, word, word.getText().substring(1), Identifiers.Start.ANY);
        add(word);
    }

    private void number(ElixirToken word) {
        ElixirToken next = words.get(at);
        if (word.touches(next)
                && (next.getType() == IDENTIFIER
                        || next.getType() == ALIAS
                        || TokenKinds.isReservedWord(next.getType()))) {
            throw errors.afterNumber(word, next);
        }
        add(word);
    }

    /** Makes a keyword of {@code foo:} when white space follows. */
    private boolean keyword(ElixirToken word) {
        if (!isKeyword(at - 1)) {
            ElixirToken next = words.get(at);
            boolean colon = word.touches(next)
                    && (next.getType() == COLON && words.get(at + 1).getType() != EOF
                            || next.getType() == ATOM
                            || next.getType() == QUOTED_ATOM_START);
            boolean name = switch (word.getType()) {
                case IDENTIFIER, ALIAS -> true;
                default -> TokenKinds.isReservedWord(word.getType());
            };
            if (colon && name) {
                throw errors.at(word, "keyword argument must be followed by space after: ", word.getText() + ":");
            }
            return false;
        }
        word.value = Identifiers.checked(source, word, word.getText(), Identifiers.Start.ANY);
        word.setType(KW_IDENTIFIER);
        delimiters.innermost().mayUpdateMap = false;
        add(word);
        at++;
        return true;
    }

    private boolean isKeyword(int index) {
        if (index + 2 >= words.size()) {
            return false;
        }
        ElixirToken colon = words.get(index + 1);
        return colon.getType() == COLON
                && words.get(index).touches(colon)
                && (words.get(index + 2).getType() == EOL || !colon.touches(words.get(index + 2)));
    }

    private boolean afterDot() {
        ElixirToken last = last();
        return last != null && last.getType() == DOT;
    }

    /** After a name has been added: what follows may be its arguments without parentheses. */
    private void mayOpenCall(ElixirToken name) {
        OpenDelimiters.Scope scope = delimiters.innermost();
        if (scope.inStructName) {
            return;
        }
        ElixirToken next = words.get(at);
        boolean ambiguous = isSign(name, next);
        if (ambiguous || startsArgument(name, next)) {
            ElixirToken start = name.virtual(CALL_START);
            if (ambiguous) {
                start.value = true;
            }
            tokens.add(start);
            scope.openCalls++;
        }
    }

    /** {@code foo -1}: a space before the sign and none behind it. */
    private boolean isSign(ElixirToken name, ElixirToken next) {
        return next.getType() == DUAL_OP
                && !name.touches(next)
                && next.touches(words.get(at + 1))
                && words.get(at + 1).getType() != EOL
                && !isKeyword(at)
                && !beforeArity(at);
    }

    private boolean startsArgument(ElixirToken name, ElixirToken next) {
        int type = next.getType();
        if (type == OPEN_PAREN || type == OPEN_BRACKET) {
            return !name.touches(next);
        }
        if (TokenKinds.startsOperand(type)) {
            return true;
        }
        if (TokenKinds.isOperator(type)) {
            return isKeyword(at)
                    || beforeArity(at)
                    || type == NOT && words.get(at + 1).getType() != IN;
        }
        return (TokenKinds.isReservedWord(type) || type == STAB_OP) && isKeyword(at);
    }

    /** The operator at {@code index} stands before {@code /}, as in {@code &+/2}: it is a name there. */
    private boolean beforeArity(int index) {
        if (index + 1 >= words.size()) {
            return false;
        }
        ElixirToken next = words.get(index + 1);
        return next.getType() == MULT_OP && next.getText().equals("/");
    }

    // Words and operators

    private void reservedWord(ElixirToken word) {
        if (keyword(word)) {
            return;
        }
        if (afterDot()) {
            member(word);
        } else {
            switch (word.getType()) {
                case DO -> doBlock(word);
                case END -> close(word);
                case FN -> open(word);
                case AFTER, ELSE, RESCUE, CATCH -> {
                    endCalls();
                    tokens.add(word);
                }
                case TRUE, FALSE, NIL -> add(word);
                default -> operator(word);
            }
        }
    }

    private void doBlock(ElixirToken word) {
        ElixirToken last = last();
        if (last != null && last.getType() == FN) {
            throw errors.doAfterFn(word);
        }
        ElixirToken next = words.get(at);
        if (next.getType() == COLON && word.touches(next)) {
            throw errors.unexpected(next);
        }
        if (last != null && (last.getType() == COMMA || last.getType() == SEMICOLON)) {
            throw errors.misplacedDo(word);
        }
        if (last != null && last.getType() == EOL && mayTakeBlock()) {
            tokens.removeLast();
        }
        endCalls();
        tokens.add(word);
        delimiters.open(word, indentation);
    }

    /** The line before ends in the arguments of a call: its block may start on the next one. */
    private boolean mayTakeBlock() {
        return delimiters.innermost().openCalls > 0
                || tokens.size() > 1 && tokens.get(tokens.size() - 2).getType() == CLOSE_PAREN;
    }

    private void dot(ElixirToken word) {
        if (!isKeyword(at - 1) || !keyword(word)) {
            addContinuing(word);
        }
    }

    /** A reserved word or operator behind a dot names a function. */
    private void member(ElixirToken word) {
        word.value = word.getText();
        word.setType(IDENTIFIER);
        tokens.add(word);
        mayOpenCall(word);
    }

    private void operator(ElixirToken word) {
        if (afterDot()) {
            member(word);
        } else if (word.getType() != ASSOC_OP && keyword(word)) {
            return;
        } else if (beforeArity(at - 1)) {
            operatorName(word, word.getText());
        } else {
            errors.checkVersionControlMarker(word);
            warnings.operator(word, words.get(at));
            switch (word.getType()) {
                case RANGE_OP -> range(word);
                case TERNARY_OP -> rangeStep(word);
                case NOT -> not(word);
                case CAPTURE_OP -> capture(word);
                case ELLIPSIS_OP -> ellipsis(word);
                case AT_OP, UNARY_OP, DUAL_OP -> add(word);
                case STAB_OP -> arrow(word);
                case ASSOC_OP -> {
                    endCalls();
                    delimiters.innermost().mayUpdateMap = false;
                    addContinuing(word);
                }
                case PIPE_OP -> pipe(word);
                case WHEN -> when(word);
                default -> addContinuing(word);
            }
        }
    }

    /** Newlines before an arrow are its own, even behind the delimiter that opens the clauses. */
    private void arrow(ElixirToken word) {
        endCalls();
        ElixirToken last = last();
        if (last != null && last.getType() != EOL) {
            word.newlinesBefore = last.newlinesAfter;
            last.newlinesAfter = last.getType() == SEMICOLON ? last.newlinesAfter : 0;
        }
        addContinuing(word);
    }

    private void operatorName(ElixirToken word, String name) {
        word.value = name;
        word.setType(IDENTIFIER);
        add(word);
    }

    /** {@code ..//} is one name before its arity. */
    private void range(ElixirToken word) {
        ElixirToken next = words.get(at);
        if (next.getType() == TERNARY_OP && word.touches(next) && beforeArity(at)) {
            at++;
            operatorName(word, "..//");
        } else if (!bracketsKeyword(word, TERNARY_OP)) {
            addContinuing(word);
        }
    }

    /** Where an operand is due, as behind {@code &}, {@code //2} is division and its arity. */
    private void rangeStep(ElixirToken word) {
        ElixirToken last = last();
        if (last == null || !TokenKinds.endsOperand(last.getType())) {
            ElixirToken slash = word.virtual(MULT_OP);
            slash.setStartIndex(word.getStopIndex());
            slash.setStopIndex(word.getStopIndex());
            slash.setCharPositionInLine(word.getCharPositionInLine() + 1);
            operatorName(word, "/");
            tokens.add(slash);
        } else {
            addContinuing(word);
        }
    }

    private void not(ElixirToken word) {
        ElixirToken next = words.get(at);
        if (next.getType() == IN) {
            shiftColumn(next);
            word.setType(NOT_IN_OP);
            word.value = next;
            at++;
            addContinuing(word);
        } else {
            add(word);
        }
    }

    private void capture(ElixirToken word) {
        ElixirToken next = words.get(at);
        if ((next.getType() == INT || next.getType() == FLOAT) && word.touches(next)) {
            word.setType(CAPTURE_INT);
        }
        add(word);
    }

    private void ellipsis(ElixirToken word) {
        ElixirToken next = words.get(at);
        int type = next.getType();
        boolean operand = TokenKinds.startsOperand(type)
                || type == OPEN_PAREN
                || type == OPEN_BRACKET
                || type == DUAL_OP
                || type == NOT && words.get(at + 1).getType() != IN;
        if (!operand) {
            word.setType(ELLIPSIS);
        }
        add(word);
    }

    /** {@code a when b: c}: keywords without brackets, as in a call without parentheses. */
    private void when(ElixirToken word) {
        addContinuing(word);
        int next = at;
        while (words.get(next).getType() == EOL) {
            next++;
        }
        if (isKeyword(next)) {
            word.newlinesAfter = next - at;
            at = next;
            tokens.add(word.virtual(CALL_START));
            delimiters.innermost().openCalls++;
        }
    }

    private void pipe(ElixirToken word) {
        OpenDelimiters.Scope scope = delimiters.innermost();
        if (scope.mayUpdateMap && scope.openCalls == 0) {
            scope.mayUpdateMap = false;
            word.setType(MAP_UPDATE_OP);
        }
        addContinuing(word);
    }

    private void comma(ElixirToken word) {
        delimiters.innermost().mayUpdateMap = false;
        int next = at;
        while (words.get(next).getType() == EOL || words.get(next).getType() == COMMENT) {
            next++;
        }
        if (TokenKinds.isClosing(words.get(next).getType())) {
            endCalls();
            word.setType(TRAILING_COMMA);
        }
        add(word);
    }

    // Delimiters

    private void percent(ElixirToken word) {
        if (bracketsKeyword(word, OPEN_CURLY, CLOSE_CURLY) || isKeyword(at - 1) && keyword(word)) {
            return;
        }
        ElixirToken next = words.get(at);
        if (next.getType() == OPEN_CURLY && word.touches(next)) {
            at++;
            word.setType(OPEN_MAP);
            word.setStopIndex(next.getStopIndex());
            add(word);
            delimiters.open(word, indentation).mayUpdateMap = true;
        } else if (next.getType() == OPEN_CURLY) {
            throw errors.spaceInMap(next);
        } else if ((next.getType() == OPEN_BRACKET || next.getType() == OPEN_PAREN) && word.touches(next)) {
            throw errors.at(word, "expected %{ to define a map, got: ", "%" + next.getText());
        } else {
            add(word);
            delimiters.innermost().inStructName = true;
        }
    }

    /** {@code %{}:}, {@code {}:} and {@code <<>>:} are keywords too. */
    private boolean bracketsKeyword(ElixirToken word, int... rest) {
        int index = at - 1;
        for (int type : rest) {
            if (words.get(index + 1).getType() != type || !words.get(index).touches(words.get(index + 1))) {
                return false;
            }
            index++;
        }
        if (!isKeyword(index)) {
            return false;
        }
        word.setStopIndex(words.get(index).getStopIndex());
        word.value = word.getText();
        word.setType(KW_IDENTIFIER);
        delimiters.innermost().mayUpdateMap = false;
        add(word);
        at = index + 2;
        return true;
    }

    private void openCurly(ElixirToken word) {
        if (!delimiters.innermost().inStructName && bracketsKeyword(word, CLOSE_CURLY)) {
            return;
        }
        OpenDelimiters.Scope scope = delimiters.innermost();
        boolean struct = scope.inStructName && !afterDot();
        scope.inStructName &= !struct;
        ElixirToken last = last();
        if (struct && last != null && last.getType() == EOL) {
            tokens.removeLast();
        }
        open(word);
        delimiters.innermost().mayUpdateMap = struct;
    }

    private void open(ElixirToken word) {
        if (word.getType() == OPEN_BIT && bracketsKeyword(word, CLOSE_BIT)) {
            return;
        }
        if (word.getType() == OPEN_CURLY || word.getType() == OPEN_BIT || word.getType() == FN || !afterDot()) {
            add(word);
        } else {
            tokens.add(word);
        }
        delimiters.open(word, indentation);
    }

    private void close(ElixirToken word) {
        endCalls();
        delimiters.close(word, indentation);
        tokens.add(word);
    }

    // Texts

    private void sigilName(ElixirToken word) {
        if (words.get(at).getType() == EOF) {
            delimiters.checkAllClosed(words.get(at));
            throw errors.unexpected(word);
        }
        throw errors.invalidSigil(word, words.get(at));
    }

    private void startText(ElixirToken word) {
        if (word.getType() == HEREDOC_START && word.getText().equals("'''")) {
            word.setType(CHARLIST_HEREDOC_START);
        } else if (afterDot() && (word.getType() == STRING_START || word.getType() == CHARLIST_START)) {
            word.setType(QUOTED_IDENTIFIER_START);
        } else if (word.getType() == SIGIL_START || word.getType() == SIGIL_HEREDOC_START) {
            errors.checkSigilName(word);
        }
        add(word);
        delimiters.open(word, indentation);
        if (isHeredoc(word) && !newlineFollows()) {
            throw errors.heredocStart(word);
        }
        texts.push(new QuotedText(source, options, warnings, word));
    }

    private static boolean isHeredoc(ElixirToken word) {
        return switch (word.getType()) {
            case HEREDOC_START, CHARLIST_HEREDOC_START, SIGIL_HEREDOC_START -> true;
            default -> false;
        };
    }

    /** A heredoc begins on the line after its delimiter. */
    private boolean newlineFollows() {
        for (int i = at; words.get(i).getType() == TEXT || words.get(i).getType() == QUOTE_END; i++) {
            String text = words.get(i).getText();
            int newline = text.indexOf('\n');
            if (!(newline < 0 ? text : text.substring(0, newline)).isBlank()) {
                return false;
            }
            if (newline >= 0) {
                return true;
            }
        }
        return false;
    }

    private void text(ElixirToken word) {
        int excess = texts.getFirst().add(word);
        if (excess != 0) {
            int line = word.getLine() + Identifiers.newlines(word.getText());
            columnShift = line == shiftedLine ? columnShift + excess : excess;
            shiftedLine = line;
        }
    }

    private void interpolation(ElixirToken word) {
        QuotedText text = texts.getFirst();
        if (text.start().getType() == QUOTED_IDENTIFIER_START) {
            throw errors.interpolatedCall(text.start());
        }
        addPiece(text.endPieceBeforeInterpolation());
        tokens.add(word);
        delimiters.open(word, indentation);
    }

    private void addPiece(@Nullable ElixirToken piece) {
        if (piece != null) {
            tokens.add(piece);
        }
    }

    private void endText(ElixirToken word) {
        QuotedText text = texts.pop();
        if (text.isHeredoc()) {
            text.addHeredocEnd(word);
        }
        addPiece(text.endPiece());
        text.finish(word);
        delimiters.closeText();
        tokens.add(word);
        ElixirToken start = text.start();
        if (start.getType() == QUOTED_IDENTIFIER_START) {
            mayOpenCall(word);
        } else if ((start.getType() == STRING_START || start.getType() == CHARLIST_START) && isKeyword(at - 1)) {
            start.setType(QUOTED_KW_START);
            word.setType(QUOTED_KW_END);
            delimiters.innermost().mayUpdateMap = false;
            at++;
        }
        warnings.quotes(start, text.plain());
    }

    private @Nullable ElixirToken last() {
        return tokens.isEmpty() ? null : tokens.getLast();
    }
}
