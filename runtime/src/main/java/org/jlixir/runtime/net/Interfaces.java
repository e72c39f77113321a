package org.jlixir.runtime.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** The network interfaces of this host. */
public final class Interfaces {
    private static final int HARDWARE_ADDRESS_BYTES = 6;

    private Interfaces() {}

    /** {@code {:ok, [{name, [flags: flags, addr: address, netmask: mask, ...]}]}}, the name a charlist; the first one has index 1. */
    public static Object list() {
        try {
            ListBuilder list = new ListBuilder();
            for (NetworkInterface one : NetworkInterface.networkInterfaces()
                    .sorted(java.util.Comparator.comparingInt(NetworkInterface::getIndex))
                    .toList()) {
                list.add(Tuple.of(characters(one.getName()), properties(one)));
            }
            return Tuple.of(Atom.OK, list.finish());
        } catch (SocketException failure) {
            return SocketFailure.of(failure);
        }
    }

    private static Object characters(String name) {
        return TermList.from(name.chars().mapToObj(c -> (Object) (long) c).toList());
    }

    private static Object properties(NetworkInterface one) throws SocketException {
        ListBuilder properties = new ListBuilder();
        properties.add(property("flags", flags(one)));
        List<InterfaceAddress> addresses = new ArrayList<>(one.getInterfaceAddresses());
        addresses.sort(java.util.Comparator.comparing(address -> !(address.getAddress() instanceof Inet4Address)));
        for (InterfaceAddress address : addresses) {
            addAddress(properties, address);
        }
        byte[] hardware = one.getHardwareAddress();
        if (hardware != null || one.isLoopback()) {
            ListBuilder bytes = new ListBuilder();
            for (byte value : hardware == null ? new byte[HARDWARE_ADDRESS_BYTES] : hardware) {
                bytes.add((long) (value & 0xFF));
            }
            properties.add(property("hwaddr", bytes.finish()));
        }
        return properties.finish();
    }

    private static void addAddress(ListBuilder properties, InterfaceAddress address) {
        InetAddress own = address.getAddress();
        properties.add(property("addr", Addresses.term(own)));
        properties.add(property("netmask", mask(own.getAddress().length, address.getNetworkPrefixLength())));
        if (address.getBroadcast() != null && !own.isLoopbackAddress()) {
            properties.add(property("broadaddr", Addresses.term(address.getBroadcast())));
        }
    }

    /** The address whose first {@code prefix} bits are 1. */
    private static Object mask(int bytes, int prefix) {
        int width = bytes == 4 ? 8 : 16;
        Object[] parts = new Object[bytes == 4 ? 4 : 8];
        for (int i = 0; i < parts.length; i++) {
            int ones = Math.clamp(prefix - (long) i * width, 0, width);
            parts[i] = (1L << width) - (1L << width - ones);
        }
        return Tuple.ofArray(parts);
    }

    private static Object flags(NetworkInterface one) throws SocketException {
        ListBuilder flags = new ListBuilder();
        boolean up = one.isUp();
        add(flags, up, "up");
        add(
                flags,
                one.getInterfaceAddresses().stream().anyMatch(address -> address.getBroadcast() != null)
                        && !one.isLoopback(),
                "broadcast");
        add(flags, one.isLoopback(), "loopback");
        add(flags, one.isPointToPoint(), "pointtopoint");
        add(flags, up, "running");
        add(flags, one.supportsMulticast() && !one.isLoopback(), "multicast");
        return flags.finish();
    }

    private static void add(ListBuilder flags, boolean set, String flag) {
        if (set) {
            flags.add(Atom.of(flag));
        }
    }

    private static Tuple property(String name, Object value) {
        return Tuple.of(Atom.of(name), value);
    }
}
