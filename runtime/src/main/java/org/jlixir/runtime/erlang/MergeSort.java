package org.jlixir.runtime.erlang;

import java.util.Arrays;
import org.jlixir.runtime.term.TermOrder;

/**
 * Stable merge sort with any order, consistent or not: {@code java.util.Arrays.sort} may refuse one that a program made up.
 */
final class MergeSort {
    /** Whether two elements, in this order, are in order: true for equals keeps the sort stable. */
    @FunctionalInterface
    interface Order {
        boolean inOrder(Object a, Object b);
    }

    private static final int SHORT = 6;

    private MergeSort() {}

    /** Sorts the array in place. */
    static void sort(Object[] elements, Order order) {
        sort(elements.clone(), elements, 0, elements.length, order);
    }

    private static void sort(Object[] source, Object[] target, int from, int to, Order order) {
        if (to - from <= SHORT) {
            insertionSort(target, from, to, order);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(target, source, from, middle, order);
        sort(target, source, middle, to, order);
        if (order.inOrder(source[middle - 1], source[middle])) {
            System.arraycopy(source, from, target, from, to - from);
            return;
        }
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = right >= to || left < middle && order.inOrder(source[left], source[right]);
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }

    private static void insertionSort(Object[] elements, int from, int to, Order order) {
        for (int i = from + 1; i < to; i++) {
            Object element = elements[i];
            int at = i;
            while (at > from && !order.inOrder(elements[at - 1], element)) {
                elements[at] = elements[at - 1];
                at--;
            }
            elements[at] = element;
        }
    }

    /** Sorts in standard term order. Integers of 64 bits alone, the usual case, go through an array of long. */
    static void sort(Object[] elements) {
        long[] integers = new long[elements.length];
        for (int i = 0; i < elements.length; i++) {
            if (!(elements[i] instanceof Long x)) {
                Arrays.sort(elements, TermOrder.STANDARD);
                return;
            }
            integers[i] = x;
        }
        Arrays.sort(integers);
        for (int i = 0; i < elements.length; i++) {
            elements[i] = integers[i];
        }
    }
}
