package io.writeguard.bench;

import com.baomidou.mybatisplus.extension.plugins.inner.BlockAttackInnerInterceptor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** MyBatis-Plus parses each text before it is sent; it keeps no readings unless told to. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BlockAttackBenchmark {

    private final BlockAttackInnerInterceptor blockAttack = new BlockAttackInnerInterceptor();
    private long count;

    @Benchmark
    public String adHoc200() {
        return blockAttack.parserMulti(AdHoc.text(count++, 200), null);
    }

    @Benchmark
    public String adHocRotation() {
        return blockAttack.parserMulti(AdHoc.rotation(count++), null);
    }
}
