package dev.reverie.aggregate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reverie.protocol.WorkerId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes of two threads each: workers with even numbers are on the first one. */
class FreeThreadsTest {
  private static final Sites SITES =
      new Sites() {
        @Override
        public int count() {
          return 2;
        }

        @Override
        public int of(WorkerId worker) {
          return worker.index() > 9 ? -1 : worker.index() % 2;
        }

        @Override
        public int threads(int site) {
          return 2;
        }

        @Override
        public boolean lags(int site) {
          return false;
        }

        @Override
        public boolean moves() {
          return false;
        }
      };

  private FreeThreads free;

  @BeforeEach
  void allAreFree() {
    free = new FreeThreads(SITES);
  }

  private static WorkerId chain(int index) {
    return new WorkerId(0, index);
  }

  @Test
  void shouldHaveAThreadForAsManyChainsAsANodeHasThreads() {
    free.hasChain(chain(0));
    assertTrue(free.takesChain(chain(2)));
    assertFalse(free.takesChain(chain(4)));
    assertTrue(free.takesChain(chain(1)));
    assertTrue(free.takesChain(chain(3)));
    assertFalse(free.takesChain(chain(5)));
  }

  @Test
  void shouldLeaveAllThreadsOfANodeToItsData() {
    free.hasData(WorkerId.dataWorker(1));
    assertFalse(free.takesChain(chain(1)));
    assertTrue(free.takesChain(chain(2)));
  }

  @Test
  void shouldHaveNoneWhereNobodyIs() {
    free.hasData(WorkerId.dataWorker(11));
    assertFalse(free.takesChain(chain(11)));
    assertTrue(free.takesChain(chain(0)));
  }
}
