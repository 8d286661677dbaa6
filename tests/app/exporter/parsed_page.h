// ParsedPage: a page of metrics read as strictly as its format is written down; what is wrong is thrown. Test thread.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace claimscope::exporter {

struct Sample {
  std::string name;
  std::map<std::string, std::string> labels;
  double value = 0;
};

struct Family {
  std::string name;
  std::string help;
  std::string type;
  std::string unit;
  std::vector<Sample> samples;
};

class ParsedPage {
 public:
  /// Throws std::runtime_error with the line that is wrong.
  ParsedPage(std::string_view text, bool openMetrics);

  [[nodiscard]] const std::vector<Family>& families() const { return m_families; }
  [[nodiscard]] const Family* family(const std::string& name) const;
  /// The value of the one sample with this name and at least these labels; throws when there is none, or more.
  [[nodiscard]] double value(const std::string& name, const std::map<std::string, std::string>& labels = {}) const;
  [[nodiscard]] bool has(const std::string& name, const std::map<std::string, std::string>& labels = {}) const;
  /// The sum over all samples with these labels.
  [[nodiscard]] double sum(const std::string& name, const std::map<std::string, std::string>& labels = {}) const;

 private:
  [[nodiscard]] std::vector<const Sample*> find(const std::string& name, const std::map<std::string, std::string>& labels) const;
  std::vector<Family> m_families;
};

}  // namespace claimscope::exporter
