package dev.ferry.source;

import dev.ferry.cluster.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What `nodetool status` and `nodetool describecluster` say of the ring, as one node sees it.
///
/// @param members every node, those that join and leave among them
/// @param schemas who has which schema: version → addresses; a version `UNREACHABLE` has the nodes that did
///     not answer
/// @param said the lines that this was read from
public record RingAnswer(List<Member> members, Map<String, List<String>> schemas, String said) {
    // UN  10.0.0.11  108.45 KiB  256  33.3%  <uuid>  rack1 — the load is ? or two words; tokens may be missing
    private static final Pattern MEMBER =
            Pattern.compile("([UD?])([NLJM])\\s+(\\S+)\\s+(\\?|[\\d.,]+ \\S+)\\s+.*[0-9a-fA-F-]{36}.*");
    private static final Pattern CENTRE = Pattern.compile("Datacenter: *(.+?)\\s*");
    private static final Pattern SCHEMA = Pattern.compile("\\s*([0-9a-f-]{36}|UNREACHABLE): *\\[(.*)]\\s*");

    public RingAnswer {
        members = List.copyOf(members);
        schemas = Map.copyOf(schemas);
    }

    static RingAnswer read(String text) {
        var members = new ArrayList<Member>();
        var schemas = new LinkedHashMap<String, List<String>>();
        var lines = new ArrayList<String>();
        var centre = "";
        for (var line : text.lines().toList()) {
            var isCentre = CENTRE.matcher(line);
            var member = MEMBER.matcher(line);
            var schema = SCHEMA.matcher(line);
            if (isCentre.matches()) {
                centre = isCentre.group(1);
            } else if (member.matches()) {
                lines.add(line.strip());
                members.add(new Member(
                        member.group(3),
                        centre,
                        state(member.group(2)),
                        member.group(1).equals("U"),
                        OptionalLong.empty()));
            } else if (schema.matches()) {
                lines.add(line.strip());
                schemas.put(schema.group(1), List.of(schema.group(2).split(", *")));
            }
        }
        return new RingAnswer(members, schemas, String.join("\n", lines));
    }

    private static Member.State state(String letter) {
        return switch (letter) {
            case "J" -> Member.State.JOINING;
            case "L" -> Member.State.LEAVING;
            case "M" -> Member.State.MOVING;
            default -> Member.State.NORMAL;
        };
    }
}
