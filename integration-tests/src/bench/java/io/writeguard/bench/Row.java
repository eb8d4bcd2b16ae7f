package io.writeguard.bench;

import java.util.List;

/**
 * One line of the table.
 *
 * @param benchmark class and method
 * @param beside class and method of a peer that does only this; null where there is none
 */
record Row(String work, String benchmark, String beside, String target) {

    static final List<Row> ALL = List.of(
            new Row(
                    "prepared, nothing guarded, held and executed",
                    "OverheadBenchmark.heldAndExecuted",
                    null,
                    "raw + 15 ns, 0 B"),
            new Row("the same, prepared each time", "OverheadBenchmark.preparedEachTime", null, "raw + 40 ns"),
            new Row(
                    "prepared UPDATE that rotates a guarded secret by key",
                    "OverheadBenchmark.rotationByKey",
                    null,
                    "raw + 250 ns"),
            new Row(
                    "ad-hoc, new literals, nothing guarded, 200 characters", "OverheadBenchmark.adHoc200",
                    "BlockAttackBenchmark.adHoc200", "raw + 400 ns"),
            new Row("the same, 2,000 characters", "OverheadBenchmark.adHoc2000", null, "linear in length"),
            new Row(
                    "ad-hoc UPDATE of a guarded table, new literals", "OverheadBenchmark.adHocRotation",
                    "BlockAttackBenchmark.adHocRotation", "raw + 1.5 µs"),
            new Row("first sight of a shape", "OverheadBenchmark.newShape", null, "raw + 60 µs"),
            new Row("first sight of a rotation's shape", "OverheadBenchmark.newGuardedShape", null, "raw + 60 µs"),
            new Row("batch of 1,000 rotations, loopback", "LoopbackBenchmark.batchOfRotations", null, "1.03 × raw"),
            new Row("clear of one row by key, loopback", "LoopbackBenchmark.clearOneByKey", null, "1.25 × raw"),
            new Row(
                    "clear of 1,000 of 1 million rows by an index, loopback",
                    "LoopbackBenchmark.clearManyByIndex",
                    null,
                    "1.15 × raw"),
            new Row(
                    "16 threads, mixed, 1% guarded writes, loopback",
                    "ThroughputBenchmark.mixed", null, "0.98 × raw throughput"));
}
