"""あとでする仕事: `enqueue("runs.tell", pk)`; a job says "look at row N", is idempotent, the sweep finds it again."""
