#include "model/base/json_tree.h"

template class nlohmann::basic_json<>;
template class nlohmann::basic_json<nlohmann::ordered_map>;
CLAIMSCOPE_JSON_TREE(, nlohmann::json)
CLAIMSCOPE_JSON_TREE(, nlohmann::ordered_json)
