// nlohmann::json and ordered_json, compiled once. Include this instead of <nlohmann/json.hpp>. Values; any thread.
#pragma once

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

/// Whoever names these types instantiates some three hundred functions, a third of what many a file of ours has to compile. They
/// stand in json_tree.cpp, those of parsers for the two things we parse, std::string and std::string_view.
#define CLAIMSCOPE_JSON_TREE(prefix, Tree)                                                                                     \
  prefix template class nlohmann::detail::serializer<Tree>;                                                                    \
  prefix template class nlohmann::detail::lexer<Tree, nlohmann::detail::iterator_input_adapter<std::string::const_iterator>>;  \
  prefix template class nlohmann::detail::lexer<Tree,                                                                          \
                                                nlohmann::detail::iterator_input_adapter<std::string_view::const_iterator>>;   \
  prefix template class nlohmann::detail::parser<Tree, nlohmann::detail::iterator_input_adapter<std::string::const_iterator>>; \
  prefix template class nlohmann::detail::parser<Tree,                                                                         \
                                                 nlohmann::detail::iterator_input_adapter<std::string_view::const_iterator>>;  \
  prefix template class std::vector<Tree>;

extern template class nlohmann::basic_json<>;
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
CLAIMSCOPE_JSON_TREE(extern, nlohmann::json)
CLAIMSCOPE_JSON_TREE(extern, nlohmann::ordered_json)
