package org.jlixir.runtime.process;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set as a red-black tree: Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, chapter 13. The BEAM keeps the links and
 * monitors of a process so, and its programs see the shape of the tree: those that are linked to a process hear of its end in the order
 * of {@link #forEach}, and are listed in that of {@link #shown}. Not safe for several threads.
 */
public final class RedBlackTree<K extends Comparable<K>> {
    private @Nullable Node<K> root;

    private static final class Node<K> {
        K key;
        boolean red = true;

        @Nullable
        Node<K> parent;

        @Nullable
        Node<K> left;

        @Nullable
        Node<K> right;

        Node(K key, @Nullable Node<K> parent) {
            this.key = key;
            this.parent = parent;
        }
    }

    public boolean isEmpty() {
        return root == null;
    }

    /** @return false when it was there already */
    public boolean add(K key) {
        Node<K> parent = null;
        int order = 0;
        for (Node<K> node = root; node != null; ) {
            order = key.compareTo(node.key);
            if (order == 0) {
                return false;
            }
            parent = node;
            node = order < 0 ? node.left : node.right;
        }
        Node<K> added = new Node<>(key, parent);
        if (parent == null) {
            root = added;
        } else if (order < 0) {
            parent.left = added;
        } else {
            parent.right = added;
        }
        balanceAfterInsertion(added);
        return true;
    }

    private void balanceAfterInsertion(Node<K> added) {
        Node<K> node = added;
        Node<K> parent = node.parent;
        while (parent != null && parent.red) {
            // A red node is not the root.
            Node<K> grandparent = there(parent.parent);
            boolean left = parent == grandparent.left;
            Node<K> uncle = left ? grandparent.right : grandparent.left;
            if (isRed(uncle)) {
                parent.red = false;
                there(uncle).red = false;
                grandparent.red = true;
                node = grandparent;
                parent = node.parent;
                continue;
            }
            if (node == (left ? parent.right : parent.left)) {
                rotate(parent, left);
                parent = node;
            }
            parent.red = false;
            grandparent.red = true;
            rotate(grandparent, !left);
            break;
        }
        there(root).red = false;
    }

    /** @return false when it was not there */
    public boolean remove(K key) {
        Node<K> node = root;
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                remove(node);
                return true;
            }
            node = order < 0 ? node.left : node.right;
        }
        return false;
    }

    private void remove(Node<K> node) {
        Node<K> spliced = node;
        if (node.left != null && node.right != null) {
            spliced = node.right;
            while (spliced.left != null) {
                spliced = spliced.left;
            }
            node.key = spliced.key;
        }
        Node<K> child = spliced.left != null ? spliced.left : spliced.right;
        Node<K> parent = spliced.parent;
        replace(spliced, child);
        if (!spliced.red) {
            balanceAfterRemoval(child, parent);
        }
    }

    /** @param shorter the subtree, perhaps empty, whose paths have a black node too few */
    private void balanceAfterRemoval(@Nullable Node<K> shorter, @Nullable Node<K> parentOfShorter) {
        Node<K> node = shorter;
        Node<K> parent = parentOfShorter;
        while (parent != null && !isRed(node)) {
            boolean left = node == parent.left;
            // There is a sibling, for its paths have the black node more.
            Node<K> sibling = there(left ? parent.right : parent.left);
            if (sibling.red) {
                sibling.red = false;
                parent.red = true;
                rotate(parent, left);
                sibling = there(left ? parent.right : parent.left);
            }
            Node<K> near = left ? sibling.left : sibling.right;
            Node<K> far = left ? sibling.right : sibling.left;
            if (!isRed(near) && !isRed(far)) {
                sibling.red = true;
                node = parent;
                parent = node.parent;
                continue;
            }
            if (!isRed(far)) {
                there(near).red = false;
                sibling.red = true;
                rotate(sibling, !left);
                sibling = there(left ? parent.right : parent.left);
                far = left ? sibling.right : sibling.left;
            }
            sibling.red = parent.red;
            parent.red = false;
            there(far).red = false;
            rotate(parent, left);
            return;
        }
        if (node != null) {
            node.red = false;
        }
    }

    /** Moves a child of {@code node} above it: the right one when it turns left, else the left one. */
    private void rotate(Node<K> node, boolean left) {
        Node<K> child = there(left ? node.right : node.left);
        Node<K> inner = left ? child.left : child.right;
        replace(node, child);
        if (left) {
            node.right = inner;
            child.left = node;
        } else {
            node.left = inner;
            child.right = node;
        }
        if (inner != null) {
            inner.parent = node;
        }
        node.parent = child;
    }

    private void replace(Node<K> node, @Nullable Node<K> by) {
        Node<K> parent = node.parent;
        if (parent == null) {
            root = by;
        } else if (node == parent.left) {
            parent.left = by;
        } else {
            parent.right = by;
        }
        if (by != null) {
            by.parent = parent;
        }
    }

    private static boolean isRed(@Nullable Node<?> node) {
        return node != null && node.red;
    }

    private static <K> Node<K> there(@Nullable Node<K> node) {
        if (node == null) {
            throw new IllegalStateException("the tree is not balanced");
        }
        return node;
    }

    /** Calls {@code action} with each key behind those below it, the smaller ones first. */
    void forEach(Consumer<K> action) {
        forEach(root, action);
    }

    private static <K> void forEach(@Nullable Node<K> node, Consumer<K> action) {
        if (node != null) {
            forEach(node.left, action);
            forEach(node.right, action);
            action.accept(node.key);
        }
    }

    /** The keys, the last one of {@link #forEach} first. */
    public List<K> shown() {
        List<K> keys = new ArrayList<>();
        forEach(keys::add);
        return keys.reversed();
    }
}
