package dev.ferry.cli;

import dev.ferry.json.Json;
import dev.ferry.run.Run;
import dev.ferry.run.RunEvent;
import java.io.PrintWriter;
import java.time.Instant;

/// One JSON object a line, for scripts: `{"at":"…","event":{"is":"CellEnded",…}}`, facts and ticks alike.
final class JsonProgress implements Progress {
    private final PrintWriter out;

    JsonProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void heard(RunEvent event, Run run) {
        print(new EventLine(Instant.now(), event));
    }

    @Override
    public void say(String line) {
        print(new SaidLine(Instant.now(), line));
    }

    private synchronized void print(Object line) {
        out.println(Json.write(line));
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }

    private record EventLine(Instant at, RunEvent event) {}

    private record SaidLine(Instant at, String said) {}
}
