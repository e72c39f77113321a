package org.jlixir.grammar.quoted;

import java.util.ArrayList;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** A node of the parse tree. Most have one child or two: ANTLR's lists begin with room for ten, and are half of a tree. */
class RuleContext extends ParserRuleContext {
    private static final int FEW = 2;

    RuleContext() {}

    RuleContext(ParserRuleContext parent, int invokingState) {
        super(parent, invokingState);
    }

    @Override
    public <T extends ParseTree> T addAnyChild(T child) {
        if (children == null) {
            children = new ArrayList<>(FEW);
        }
        children.add(child);
        return child;
    }
}
