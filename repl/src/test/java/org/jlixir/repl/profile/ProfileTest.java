package org.jlixir.repl.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jlixir.runtime.error.ElixirFrame;
import org.jlixir.runtime.term.Atom;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final Place MAIN = new Place("Shop.main/0", "shop.ex", 3, true);
    private static final Place SUM = new Place("Shop.sum/1", "shop.ex", 7, true);
    private static final Place MAP = new Place("Enum.map/2", "lib/enum.ex", 12, false);
    private static final Place REVERSE = new Place(":lists.reverse/1", "", 0, false);

    private static Profile profile(List<List<Place>> stacks) {
        Profile profile = new Profile();
        stacks.forEach(profile::add);
        return profile;
    }

    @Test
    void countsAFunctionOnceAStackHoweverOftenItStandsThere() {
        Profile profile = profile(List.of(List.of(SUM, SUM, SUM, MAIN), List.of(REVERSE, SUM, MAIN)));
        assertEquals(
                List.of(
                        new Profile.Count<>("Shop.sum/1", 1, 2),
                        new Profile.Count<>(":lists.reverse/1", 1, 1),
                        new Profile.Count<>("Shop.main/0", 0, 2)),
                profile.functions());
    }

    @Test
    void countsLibrariesForTheLineThatCallsThem() {
        Profile profile = profile(List.of(List.of(REVERSE, MAP, SUM, MAIN)));
        assertEquals(
                List.of(
                        new Profile.Count<>(new Profile.Line("shop.ex", 7, "Shop.sum/1"), 1, 1),
                        new Profile.Count<>(new Profile.Line("shop.ex", 3, "Shop.main/0"), 0, 1)),
                profile.lines());
    }

    @Test
    void makesOneNodeOfARecursion() {
        Profile profile = profile(List.of(List.of(SUM, SUM, MAIN), List.of(MAIN)));
        Profile.CallTree main = profile.tree().callees().get("Shop.main/0");
        assertEquals(2, main.samples());
        assertEquals(1, main.callees().get("Shop.sum/1").samples());
        assertTrue(main.callees().get("Shop.sum/1").callees().isEmpty());
    }

    @Test
    void drawsABarForEachFunctionWithItsShare() {
        String page = FlameGraph.of(profile(List.of(List.of(MAP, MAIN), List.of(SUM, MAIN))), "a < b");
        assertTrue(page.contains("<title>a &lt; b</title>"), page);
        assertTrue(page.contains("title=\"Shop.main/0: 100.0 %\""), page);
        assertTrue(page.contains("class=\"own\" data-x=\"1\" data-w=\"1\" data-l=\"2\""), page);
        assertTrue(page.contains("title=\"Enum.map/2: 50.0 %\""), page);
        assertFalse(page.contains("src="), "the page needs another file");
    }

    @Test
    void saysThatAShortProgramHasNoSamples() {
        assertEquals(
                "Profile: no samples, the program has computed for less than 10 ms\n",
                ProfileTables.of(new Profile(), 10));
    }

    @Test
    void namesFunctionsAsStackTracesDo() {
        assertEquals("Shop.price/2", name("Elixir.Shop", "price", 2));
        assertEquals("anonymous fn/1 in Shop.price/2", name("Elixir.Shop", "-price/2-fun-0-", 1));
        assertEquals("macro Kernel.if/2", name("Elixir.Kernel", "MACRO-if", 3));
        assertEquals(":lists.keyfind/3", name("lists", "keyfind", 3));
        assertEquals("Shop.\"a b\"/0", name("Elixir.Shop", "a b", 0));
        assertEquals("Shop.+/2", name("Elixir.Shop", "+", 2));
        assertEquals("Shop (module)", name("Elixir.Shop", "__MODULE__", 0));
        assertEquals("anonymous fn/1 in (file)", name("elixir_compiler_0", "-__FILE__/1-fun-0-", 1));
    }

    private static String name(String module, String function, int arity) {
        return FunctionNames.of(new ElixirFrame(Atom.of(module), function, arity, null, 1));
    }
}
