#include "ui/shell/fuzzy.h"

#include <algorithm>
#include <array>
#include <utility>

namespace claimscope::ui {
namespace {

constexpr std::size_t kMostWords = 8;

/// Tiers, best first. Those below differ by how far the letters are apart.
constexpr int kWhole = 1000;
constexpr int kBeginning = 900;
constexpr int kPart = 800;      ///< contiguous, from the beginning of a part
constexpr int kInitials = 700;  ///< beginnings of several parts: "mtg" is ml-training-gpu
constexpr int kInside = 600;
constexpr int kScattered = 500;
constexpr int kScope = 400;
constexpr int kTier = 100;

template <class Char>
[[nodiscard]] constexpr Char lower(Char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<Char>(c - 'A' + 'a') : c;
}
template <class Char>
[[nodiscard]] constexpr bool isWord(Char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<std::uint32_t>(c) >= 128U ||
         c < 0;
}
template <class View>
[[nodiscard]] bool startsPart(const View& name, std::size_t at) {
  return at == 0 || !isWord(name[at - 1]);
}

/// Where the letters of a word were found.
struct Fit {
  int tier = 0;
  std::array<std::uint16_t, kFuzzyBytes> at;
};

template <class View>
[[nodiscard]] bool contiguous(const View& name, const View& word, Fit& fit) {
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::size_t inside = kNone;
  std::size_t best = kNone;
  for (std::size_t at = 0; at + word.size() <= name.size(); ++at) {
    std::size_t same = 0;
    while (same < word.size() && lower(name[at + same]) == word[same]) {
      ++same;
    }
    if (same < word.size()) {
      continue;
    }
    if (startsPart(name, at)) {
      best = at;
      break;
    }
    inside = inside == kNone ? at : inside;
  }
  const std::size_t start = best != kNone ? best : inside;
  if (start == kNone) {
    return false;
  }
  fit.tier = start == inside ? kInside : start == 0 && word.size() == name.size() ? kWhole : start == 0 ? kBeginning : kPart;
  for (std::size_t i = 0; i < word.size(); ++i) {
    fit.at[i] = static_cast<std::uint16_t>(start + i);
  }
  return true;
}

/// Runs that begin where a part begins.
template <class View>
[[nodiscard]] bool initials(const View& name, const View& word, Fit& fit) {
  std::size_t hit = 0;
  bool running = false;
  for (std::size_t at = 0; at < name.size() && hit < word.size(); ++at) {
    running = lower(name[at]) == word[hit] && (running || startsPart(name, at));
    if (running) {
      fit.at[hit++] = static_cast<std::uint16_t>(at);
    }
  }
  fit.tier = kInitials;
  return hit == word.size();
}

/// Letters in order: the first place where the last one can be, then as close to it as they can be from behind.
template <class View>
[[nodiscard]] bool scattered(const View& name, const View& word, Fit& fit) {
  std::size_t hit = 0;
  std::size_t at = 0;
  for (; at < name.size() && hit < word.size(); ++at) {
    hit += lower(name[at]) == word[hit] ? 1U : 0U;
  }
  if (hit < word.size()) {
    return false;
  }
  for (std::size_t back = at; hit > 0; --back) {
    if (lower(name[back - 1]) == word[hit - 1]) {
      fit.at[--hit] = static_cast<std::uint16_t>(back - 1);
    }
  }
  const std::size_t apart = fit.at[word.size() - 1] + 1U - fit.at[0] - word.size();
  fit.tier = kScattered - static_cast<int>(std::min<std::size_t>(apart, kTier - 1));
  return true;
}

template <class View>
[[nodiscard]] bool fits(const View& name, const View& word, Fit& fit) {
  return !word.empty() && word.size() <= name.size() &&
         (contiguous(name, word, fit) || initials(name, word, fit) || scattered(name, word, fit));
}

[[nodiscard]] int scored(int tier, std::size_t length) {
  return tier * kTier - static_cast<int>(std::min<std::size_t>(length, kTier - 1));
}

}  // namespace

std::vector<std::string> fuzzyWords(const QString& text) {
  std::vector<std::string> words;
  std::string word;
  const std::string bytes = text.toStdString();
  for (const char c : bytes + ' ') {
    if (c != ' ' && c != '\t') {
      word += lower(c);
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  words.resize(std::min(words.size(), kMostWords));
  return words;
}

std::uint64_t letterSet(std::string_view text) {
  std::uint64_t bits = 0;
  for (const char c : text) {
    const char l = lower(c);
    const unsigned bit = l >= 'a' && l <= 'z'   ? static_cast<unsigned>(l - 'a')
                         : l >= '0' && l <= '9' ? 26U + static_cast<unsigned>(l - '0')
                                                : 36U + static_cast<unsigned char>(l) % 28U;
    bits |= std::uint64_t{1} << bit;
  }
  return bits;
}

int fuzzyScore(std::string_view name, std::string_view word) {
  Fit fit;
  return fits(name.substr(0, kFuzzyBytes), word, fit) ? scored(fit.tier, name.size()) : 0;
}

int fuzzyScore(std::string_view name, std::string_view scope, const std::vector<std::string>& words) {
  int sum = 0;
  for (const std::string& word : words) {
    int score = fuzzyScore(name, word);
    if (score < kScope * kTier) {
      Fit fit;
      if (word.size() <= scope.size() && contiguous(scope.substr(0, kFuzzyBytes), std::string_view(word), fit)) {
        score = scored(kScope, scope.size());
      }
    }
    if (score == 0) {
      return 0;
    }
    sum += score;
  }
  return words.empty() ? 0 : sum / static_cast<int>(words.size());
}

std::vector<int> fuzzyMarks(const QString& name, const std::vector<std::string>& words) {
  std::vector<int> marks;
  const std::u16string text = name.left(static_cast<qsizetype>(kFuzzyBytes)).toStdU16String();
  for (const std::string& word : words) {
    const std::u16string wide = QString::fromStdString(word).toStdU16String();
    Fit fit;
    if (fits(std::u16string_view(text), std::u16string_view(wide), fit)) {
      marks.insert(marks.end(), fit.at.begin(), fit.at.begin() + static_cast<std::ptrdiff_t>(wide.size()));
    }
  }
  std::sort(marks.begin(), marks.end());
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  return marks;
}

}  // namespace claimscope::ui
