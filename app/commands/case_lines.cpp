#include "app/commands/case_lines.h"

#include <istream>
#include <ostream>

#include "model/base/json_tree.h"

namespace claimscope::app {

Status answerCaseLines(std::istream& in, std::ostream& out, const std::string& name,
                       const std::function<Json(const Json& given)>& answer) {
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) {
      continue;
    }
    try {
      const Json given = Json::parse(line);
      Json answered = answer(given);
      answered["id"] = given.value("id", Json());
      out << answered.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    } catch (const Json::exception& error) {
      out.flush();
      return fail(ErrorCode::invalidInput, name + ", line " + std::to_string(number) + ": " + error.what());
    }
  }
  out.flush();
  return {};
}

}  // namespace claimscope::app
