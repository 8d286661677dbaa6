// bench_memory [SCENARIO]: what the objects of each kind take, and what is derived from them. One thread.
#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>

#include "model/base/arena.h"
#include "model/cluster/store.h"
#include "tests/kit/process_memory.h"
#include "tests/model/simulation/loaded_world.h"

using namespace claimscope;

namespace {

struct Use {
  std::int64_t arena = 0;
  std::int64_t heap = 0;
  std::int64_t strings = 0;

  static Use now() {
    const auto info = mallinfo2();
    return {static_cast<std::int64_t>(arena::usage().bytes), static_cast<std::int64_t>(info.uordblks + info.hblkhd),
            static_cast<std::int64_t>(Text::usage().strings)};
  }
};

void row(const std::string& name, std::size_t objects, const Use& before, const Use& after) {
  const auto each = [&](std::int64_t bytes) { return objects == 0 ? 0 : bytes / static_cast<std::int64_t>(objects); };
  fmt::print("{:<28} {:>8} {:>10} {:>10} {:>8} {:>8} {:>9}\n", name, objects, (after.arena - before.arena) / 1024,
             (after.heap - before.heap) / 1024, each(after.arena - before.arena), each(after.heap - before.heap),
             after.strings - before.strings);
}

void run(const std::string& scenario) {
  const std::unique_ptr<simulation::World> world = simulation::worldOf(scenario);
  ManualClock clock(world->now());
  InlineExecutor executor;
  cluster::StoreOptions options;
  options.minPublishMs = 1'000'000'000;  // nothing is derived before all is there
  cluster::Store store(clock, executor, options);
  const ServerInfo server = world->server();
  store.serverFound(server);
  fmt::print("{:<28} {:>8} {:>10} {:>10} {:>8} {:>8} {:>9}\n", "", "objects", "arena KiB", "heap KiB", "arena/o", "heap/o",
             "strings");
  const Use start = Use::now();
  std::size_t total = 0;
  for (const KindRequest& request : allKindRequests()) {
    const auto served = std::find_if(server.served.begin(), server.served.end(), [&](const ApiResource& resource) {
      return resource.group == request.group && resource.resource == request.resource;
    });
    if (served == server.served.end()) {
      continue;
    }
    const Use before = Use::now();
    std::size_t objects = 0;
    simulation::ListQuery query;
    query.limit = 500;
    store.listStarted(*served);
    std::string version;
    do {
      Result<std::string> page = world->list(*served, query);
      const Result<ListInfo> info = page ? store.listPage(*served, *page) : fail(page.error());
      if (!info) {
        break;
      }
      objects += info->items;
      query.continueToken = info->continueToken;
      version = info->resourceVersion;
    } while (!query.continueToken.empty());
    store.listFinished(*served, version);
    SourceStatus status;
    status.resource = *served;
    status.state = SourceState::live;
    store.sourceChanged(status);
    total += objects;
    row(request.resource, objects, before, Use::now());
  }
  const Use listed = Use::now();
  store.flush();
  row("inventory", total, listed, Use::now());
  row("together", total, start, Use::now());
  const Text::Usage texts = Text::usage();
  const arena::Usage blocks = arena::usage();
  fmt::print("strings {} of {} KiB, their table {} KiB; arena {} blocks, {} KiB in use of {} KiB touched\n", texts.strings,
             texts.bytes / 1024, texts.tableBytes / 1024, blocks.blocks, blocks.bytes / 1024, blocks.touched / 1024);
  malloc_trim(0);
  fmt::print("RSS {} KiB, peak {} KiB (with the simulated world)\n", kit::processKiB("VmRSS:"), kit::processKiB("VmHWM:"));
}

}  // namespace

int main(int argc, char** argv) {
  run(argc > 1 ? argv[1] : "extreme");
}
