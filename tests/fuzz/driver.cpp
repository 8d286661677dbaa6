// Driver: runs a fuzz target without libFuzzer. fuzz_x N [SEED]: N mutations of seeds/x.txt, the same ones each time.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) {
  return limit == 0 ? 0 : random() % limit;
}

/// One change: bytes dropped, doubled, replaced, or a piece of another seed put in.
std::string mutate(std::string text, const std::vector<std::string>& seeds, Random& random) {
  const std::size_t at = below(random, text.size() + 1);
  const std::size_t length = below(random, std::min<std::size_t>(text.size() - at, 16) + 1);
  const std::string& other = seeds[below(random, seeds.size())];
  switch (below(random, 5)) {
    case 0:
      return text.erase(at, length);
    case 1:
      return text.insert(at, text.substr(at, length));
    case 2:
      return text.insert(at, 1, static_cast<char>(below(random, 256)));
    case 3: {
      const std::size_t from = below(random, other.size() + 1);
      return text.insert(at, other.substr(from, below(random, 40)));
    }
    default:
      if (at < text.size()) {
        text[at] = static_cast<char>(below(random, 256));
      }
      return text;
  }
}

/// A seed as its line says it: "hex:" and digits for bytes that no line of text can have.
std::string seedOf(const std::string& line) {
  constexpr std::string_view kHex = "hex:";
  if (!line.starts_with(kHex)) {
    return line;
  }
  std::string out;
  for (std::size_t i = kHex.size(); i + 1 < line.size(); i += 2) {
    out += static_cast<char>(std::stoi(line.substr(i, 2), nullptr, 16));
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const long runs = argc > 1 ? std::atol(argv[1]) : 1000;
  Random random(argc > 2 ? static_cast<unsigned>(std::atol(argv[2])) : 1U);
  std::vector<std::string> seeds;
  const std::string program = argv[0];
  const std::string path = CLAIMSCOPE_SEEDS "/" + program.substr(program.rfind("fuzz_") + 5) + ".txt";
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    seeds.push_back(seedOf(line));
  }
  if (seeds.empty()) {
    std::cerr << "there are no seeds in " << path << "\n";
    return 2;
  }
  const auto run = [](const std::string& text) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  };
  for (const std::string& seed : seeds) {
    run(seed);
  }
  for (long i = 0; i < runs; ++i) {
    std::string text = seeds[below(random, seeds.size())];
    for (std::size_t changes = 1 + below(random, 6); changes > 0; --changes) {
      text = mutate(std::move(text), seeds, random);
    }
    run(text);
  }
  std::cout << seeds.size() << " seeds and " << runs << " mutations\n";
  return 0;
}
