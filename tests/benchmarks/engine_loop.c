// The loop to measure the engine against: llama.cpp used from C, without Python, pipe or sandbox.
// Commands on stdin, one answer line of nanoseconds each: wall and processor time of this process.
//   P n   forget everything and evaluate n prompt tokens
//   G n   draw, spell and evaluate n tokens
#include "llama.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void silent(enum ggml_log_level level, const char *text, void *data) { (void)level; (void)text; (void)data; }

static long long now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int fail(const char *what) {
    fprintf(stderr, "%s\n", what);
    return 1;
}

int main(int argc, char **argv) {
    if (argc != 4) return fail("usage: engine_loop MODEL CONTEXT THREADS");
    llama_log_set(silent, NULL);
    llama_backend_init();
    struct llama_model_params mp = llama_model_default_params();
    mp.n_gpu_layers = 0;
    mp.load_mode = LLAMA_LOAD_MODE_MMAP;
    long long began = now(CLOCK_MONOTONIC);
    struct llama_model *model = llama_model_load_from_file(argv[1], mp);
    if (!model) return fail("cannot load");
    struct llama_context_params cp = llama_context_default_params();
    cp.n_ctx = atoi(argv[2]);
    cp.n_batch = cp.n_ubatch = 512;
    cp.n_threads = cp.n_threads_batch = atoi(argv[3]);
    cp.no_perf = true;
    struct llama_context *context = llama_init_from_model(model, cp);
    if (!context) return fail("cannot make a context");
    const struct llama_vocab *vocab = llama_model_get_vocab(model);
    const int size = llama_vocab_n_tokens(vocab);
    llama_memory_t memory = llama_get_memory(context);
    printf("loaded %lld\n", now(CLOCK_MONOTONIC) - began);
    fflush(stdout);

    char command;
    int count;
    char piece[256];
    llama_token tokens[512];
    while (scanf(" %c %d", &command, &count) == 2) {
        struct llama_sampler *chain = llama_sampler_chain_init(llama_sampler_chain_default_params());
        llama_sampler_chain_add(chain, llama_sampler_init_penalties(size, 64, 1.1f, 0.0f, 0.0f));
        llama_sampler_chain_add(chain, llama_sampler_init_top_k(40));
        llama_sampler_chain_add(chain, llama_sampler_init_top_p(0.95f, 1));
        llama_sampler_chain_add(chain, llama_sampler_init_min_p(0.05f, 1));
        llama_sampler_chain_add(chain, llama_sampler_init_temp(0.7f));
        llama_sampler_chain_add(chain, llama_sampler_init_dist(7));
        long long wall = now(CLOCK_MONOTONIC), cpu = now(CLOCK_PROCESS_CPUTIME_ID);
        if (command == 'P') {
            llama_memory_clear(memory, true);
            for (int done = 0; done < count;) {
                int n = count - done < 512 ? count - done : 512;
                for (int i = 0; i < n; i++) tokens[i] = 32 + (done + i) * 7 % 90;
                if (llama_decode(context, llama_batch_get_one(tokens, n))) return fail("decode failed");
                done += n;
            }
        } else {
            for (int i = 0; i < count; i++) {
                tokens[0] = llama_sampler_sample(chain, context, -1);
                llama_token_to_piece(vocab, tokens[0], piece, sizeof piece, 0, false);
                if (llama_decode(context, llama_batch_get_one(tokens, 1))) return fail("decode failed");
            }
        }
        printf("%lld %lld\n", now(CLOCK_MONOTONIC) - wall, now(CLOCK_PROCESS_CPUTIME_ID) - cpu);
        fflush(stdout);
        llama_sampler_free(chain);
    }
    return 0;
}
