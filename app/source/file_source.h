// FileSource: API objects from YAML and JSON files, directories and stdin. See source.h.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/source/source.h"

namespace claimscope::app {

class FileSource final : public Source {
 public:
  explicit FileSource(SourceOptions options);
  /// Reads and parses everything; invalidInput when nothing at all could be read.
  [[nodiscard]] Status load();
  [[nodiscard]] const Clock& clock() const override { return m_clock; }
  void start(Executor& decode, FeedSink& sink) override;
  void stop() override {}
  void fetch(Kind kind, const std::string& namespaceName, const std::string& name,
             std::function<void(Result<std::string>)> done) override;
  void fetchLog(const PodLogRequest& request, std::function<void(Result<PodLog>)> done) override;
  void reviewAccess(const std::vector<ApiResource>& kinds, const std::string& namespaceName,
                    std::function<void(AccessReport)> done) override;
  [[nodiscard]] Asker asker() override;
  /// Objects of kinds that Claimscope does not look at.
  [[nodiscard]] std::size_t unknownKinds() const { return m_unknownKinds; }
  [[nodiscard]] std::vector<Error> problems() const override { return m_problems; }
  [[nodiscard]] std::string description() const override;

 private:
  void readPath(const std::string& path);
  void readText(const std::string& name, std::string bytes);
  void readDocument(const std::string& where, std::string& json);
  void addObject(const std::string& where, std::string_view object, const std::string& listApiVersion,
                 const std::string& listKind);
  void noteTimes(std::string_view json);
  void problem(ErrorCode code, std::string message, std::string fix);

  SourceOptions m_options;
  ManualClock m_clock{Time{0}};
  std::vector<Error> m_problems;
  /// (kind, apiVersion) -> objects as JSON
  std::map<std::pair<Kind, std::string>, std::vector<std::string>> m_objects;
  /// "group/kind" -> objects as JSON: what is not watched and yet asked for (NetworkPolicies, roles, leases, ConfigMaps).
  std::map<std::string, std::vector<std::string>> m_others;
  std::size_t m_unknownKinds = 0;
  std::string m_firstUnknown;
  std::string m_gitVersion;
  int m_minor = 0;
  Time m_newest;
  std::vector<std::string> m_read;
};

}  // namespace claimscope::app
