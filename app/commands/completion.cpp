#include "app/commands/completion.h"

#include <algorithm>

namespace claimscope::app {
namespace {

const OptionFacts* optionNamed(const CommandFacts& command, const std::string& name) {
  for (const OptionFacts& option : command.options) {
    if (std::find(option.names.begin(), option.names.end(), name) != option.names.end()) {
      return &option;
    }
  }
  return nullptr;
}

bool isFile(const OptionFacts& option) {
  return option.value == "FILE" || option.value == "PATH";
}

/// One line of a terminal: the first sentence, without control characters.
std::string shortHelp(const std::string& help) {
  std::string out;
  for (const char c : help.substr(0, help.find('\n'))) {
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out;
}

class Line {
 public:
  Line(const CommandFacts& program, const KnownWords& known) : m_program(program), m_command(&program), m_known(known) {}

  void read(const std::string& word) {
    if (m_awaits != nullptr) {
      const bool another = word.starts_with('-') && m_awaits->valueOptional;
      if (word == "=") {
        return;  // bash splits --output=json into three words
      }
      m_awaits = nullptr;
      if (!another) {
        return;
      }
    }
    if (m_onlyPositionals || !word.starts_with('-') || word == "-") {
      take(word);
    } else if (word == "--") {
      m_onlyPositionals = true;
    } else if (word.find('=') == std::string::npos) {
      const OptionFacts* option = find(word);
      m_awaits = option != nullptr && !option->value.empty() ? option : nullptr;
    }
  }

  [[nodiscard]] Completion last(const std::string& word) const {
    Completion out;
    const std::size_t equals = word.find('=');
    if (m_awaits != nullptr && !(m_awaits->valueOptional && word.starts_with('-'))) {
      values(*m_awaits, word == "=" ? "" : word, "", out);
      if (m_awaits->valueOptional) {
        positional(word, out);  // claimscope --demo get
      }
    } else if (!m_onlyPositionals && word.starts_with("--") && equals != std::string::npos) {
      const OptionFacts* option = find(word.substr(0, equals));
      if (option != nullptr) {
        values(*option, word.substr(equals + 1), word.substr(0, equals + 1), out);
      }
    } else if (!m_onlyPositionals && word.starts_with('-')) {
      options(*m_command, word, out);
      if (m_command != &m_program) {
        options(m_program, word, out);
      }
      add("--help", "print this help", word, out);
    } else {
      positional(word, out);
    }
    return out;
  }

 private:
  const OptionFacts* find(const std::string& name) const {
    const OptionFacts* own = optionNamed(*m_command, name);
    return own != nullptr ? own : optionNamed(m_program, name);
  }

  void take(const std::string& word) {
    const auto command = std::find_if(m_command->commands.begin(), m_command->commands.end(),
                                      [&](const CommandFacts& one) { return one.name == word; });
    if (m_taken == 0 && command != m_command->commands.end()) {
      m_command = &*command;
    } else {
      ++m_taken;
    }
  }

  static void add(const std::string& text, const std::string& help, const std::string& begun, Completion& out) {
    const bool there = std::any_of(out.candidates.begin(), out.candidates.end(), [&](const auto& c) { return c.text == text; });
    if (text.starts_with(begun) && !there) {
      out.candidates.push_back({text, shortHelp(help)});
    }
  }

  static void options(const CommandFacts& command, const std::string& begun, Completion& out) {
    for (const OptionFacts& option : command.options) {
      for (const std::string& name : option.names) {
        if (name.starts_with("--") || option.names.size() == 1 || name == begun) {
          add(name, option.help, begun, out);
        }
      }
    }
  }

  void values(const OptionFacts& option, const std::string& begun, const std::string& before, Completion& out) const {
    const std::vector<std::string> words =
        option.choices.empty() ? m_known(m_command->name, option.names.back()) : option.choices;
    for (const std::string& word : words) {
      add(before + word, "", before + begun, out);
    }
    out.files = words.empty() && isFile(option);
  }

  void positional(const std::string& word, Completion& out) const {
    if (m_taken == 0) {
      for (const CommandFacts& command : m_command->commands) {
        add(command.name, command.help, word, out);
      }
    }
    const std::vector<OptionFacts>& all = m_command->positionals;
    const std::size_t at = !all.empty() && all.back().repeatable ? std::min(m_taken, all.size() - 1) : m_taken;
    if (at < all.size()) {
      values(all[at], word, "", out);
    }
  }

  const CommandFacts& m_program;
  const CommandFacts* m_command;
  const KnownWords& m_known;
  const OptionFacts* m_awaits = nullptr;  ///< an option whose value comes next
  std::size_t m_taken = 0;                ///< positionals
  bool m_onlyPositionals = false;
};

}  // namespace

Completion complete(const CommandFacts& program, const std::vector<std::string>& words, const KnownWords& known) {
  Line line(program, known);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    line.read(words[i]);
  }
  return line.last(words.empty() ? std::string() : words.back());
}

std::string completionText(const Completion& completion) {
  std::string out;
  for (const Candidate& candidate : completion.candidates) {
    out += candidate.text + (candidate.help.empty() ? "" : "\t" + candidate.help) + "\n";
  }
  return out + (completion.files ? ":0\n" : ":4\n");
}

}  // namespace claimscope::app
