#include <fmt/format.h>

#include <string>

#include "model/cel/formats.h"
#include "model/cel/function.h"
#include "model/cel/net.h"
#include "model/cel/objects.h"
#include "model/cel/regexes.h"
#include "model/cel/url.h"

namespace claimscope::cel {
namespace {

Value text(std::string value) {
  return Value::string(std::move(value));
}
Value wrongArgument(const Value& value) {
  return value.isError() ? value : Value::noSuchOverload();
}

Amount& amount(const Value& value) {
  return value.mutableAs<QuantityObject>().amount;
}

Value quantity(Args args) {
  auto parsed = Amount::parse(args[0].text());
  if (parsed) {
    return quantityValue(std::move(*parsed), false);
  }
  return Value::error("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
}
Value isQuantity(Args args) {
  return Value::boolean(Amount::parse(args[0].text()).has_value());
}
Value sign(Args args) {
  return Value::integer(amount(args[0]).sign());
}
Value isInteger(Args args) {
  return Value::boolean(amount(args[0]).asInteger().has_value());
}
Value asInteger(Args args) {
  const auto value = amount(args[0]).asInteger();
  return value ? Value::integer(*value) : Value::error("cannot convert value to integer");
}
Value asApproximateFloat(Args args) {
  return Value::real(amount(args[0]).approximate());
}
Value quantityGreater(Args args) {
  return Value::boolean(amount(args[0]).compare(amount(args[1])) > 0);
}
Value quantityLess(Args args) {
  return Value::boolean(amount(args[0]).compare(amount(args[1])) < 0);
}
Value quantityCompare(Args args) {
  return Value::integer(amount(args[0]).compare(amount(args[1])));
}
Value quantityAdd(Args args) {
  if (args[1].is(Kind::integer)) {
    Amount other = Amount::ofInteger(args[1].integer());
    return quantityValue(amount(args[0]).plus(other), true);
  }
  return quantityValue(amount(args[0]).plus(amount(args[1])), true);
}
Value quantitySub(Args args) {
  if (args[1].is(Kind::integer)) {
    Amount other = Amount::ofInteger(args[1].integer());
    return quantityValue(amount(args[0]).minus(other), true);
  }
  return quantityValue(amount(args[0]).minus(amount(args[1])), true);
}

tl::expected<Semver, std::string> parseVersion(Args args) {
  return args.size() > 1 && args[1].isTrue() ? Semver::parseNormalized(args[0].text()) : Semver::parse(args[0].text());
}
Value semver(Args args) {
  auto parsed = parseVersion(args);
  return parsed ? Value::object(Kind::semver, std::make_shared<SemverObject>(std::move(*parsed))) : Value::error(parsed.error());
}
Value isSemver(Args args) {
  return Value::boolean(parseVersion(args).has_value());
}
int versionOrder(Args args) {
  return args[0].as<SemverObject>().version.compare(args[1].as<SemverObject>().version);
}
Value semverGreater(Args args) {
  return Value::boolean(versionOrder(args) > 0);
}
Value semverLess(Args args) {
  return Value::boolean(versionOrder(args) < 0);
}
Value semverCompare(Args args) {
  return Value::integer(versionOrder(args));
}
Value major(Args args) {
  return Value::integer(static_cast<std::int64_t>(args[0].as<SemverObject>().version.major));
}
Value minor(Args args) {
  return Value::integer(static_cast<std::int64_t>(args[0].as<SemverObject>().version.minor));
}
Value patch(Args args) {
  return Value::integer(static_cast<std::int64_t>(args[0].as<SemverObject>().version.patch));
}

Value url(Args args) {
  constexpr const char* kFailed = "URL parse error during conversion from string: ";
  const auto request = parseRequestUri(args[0].text());
  if (!request) {
    return Value::error(kFailed + request.error());
  }
  auto parsed = parseUrl(args[0].text());
  return parsed ? Value::object(Kind::url, std::make_shared<UrlObject>(std::move(*parsed)))
                : Value::error(kFailed + parsed.error());
}
Value isUrl(Args args) {
  return Value::boolean(parseRequestUri(args[0].text()).has_value());
}
const Url& urlOf(Args args) {
  return args[0].as<UrlObject>().url;
}
Value getScheme(Args args) {
  return text(urlOf(args).scheme);
}
Value getHost(Args args) {
  return text(urlOf(args).host);
}
Value getHostname(Args args) {
  return text(hostname(urlOf(args)));
}
Value getPort(Args args) {
  return text(port(urlOf(args)));
}
Value getEscapedPath(Args args) {
  return text(escapedPath(urlOf(args)));
}
Value getQuery(Args args) {
  auto map = std::make_shared<EntriesMap>();
  for (auto& [key, values] : queryValues(urlOf(args))) {
    std::vector<Value> list;
    for (std::string& value : values) {
      list.push_back(text(std::move(value)));
    }
    map->set(text(key), makeList(std::move(list)));
  }
  return Value::object(Kind::map, std::move(map));
}

Value ipValue(const Ip& ip) {
  return Value::object(Kind::ip, std::make_shared<IpObject>(ip));
}
Value ip(Args args) {
  const auto parsed = parseIp(args[0].text());
  return parsed ? ipValue(*parsed) : Value::error(parsed.error());
}
Value isIp(Args args) {
  return Value::boolean(parseIp(args[0].text()).has_value());
}
Value isCanonical(Args args) {
  const auto parsed = parseIp(args[0].text());
  return parsed ? Value::boolean(formatIp(*parsed) == args[0].text()) : Value::error(parsed.error());
}
const Ip& ipOf(Args args) {
  return args[0].as<IpObject>().ip;
}
Value family(Args args) {
  return Value::integer(ipOf(args).four ? 4 : 6);
}
bool allZero(const Ip& ip) {
  return ip.bytes == std::array<std::uint8_t, 16>{};
}
bool isLoopbackIp(const Ip& ip) {
  Ip six;
  six.four = false;
  six.bytes[15] = 1;
  return ip.four ? ip.bytes[0] == 127 : ip == six;
}
bool isMulticast(const Ip& ip) {
  return ip.four ? (ip.bytes[0] & 0xF0U) == 0xE0U : ip.bytes[0] == 0xFF;
}
bool isLinkLocal(const Ip& ip) {
  return ip.four ? ip.bytes[0] == 169 && ip.bytes[1] == 254 : ip.bytes[0] == 0xFE && (ip.bytes[1] & 0xC0U) == 0x80U;
}
Value isUnspecified(Args args) {
  return Value::boolean(allZero(ipOf(args)));
}
Value isLoopback(Args args) {
  return Value::boolean(isLoopbackIp(ipOf(args)));
}
Value isLinkLocalMulticast(Args args) {
  const Ip& at = ipOf(args);
  return Value::boolean(at.four ? at.bytes[0] == 224 && at.bytes[1] == 0 && at.bytes[2] == 0
                                : at.bytes[0] == 0xFF && (at.bytes[1] & 0x0FU) == 0x02U);
}
Value isLinkLocalUnicast(Args args) {
  return Value::boolean(isLinkLocal(ipOf(args)));
}
Value isGlobalUnicast(Args args) {
  const Ip& at = ipOf(args);
  const bool broadcast = at.four && at.bytes[0] == 255 && at.bytes[1] == 255 && at.bytes[2] == 255 && at.bytes[3] == 255;
  return Value::boolean(!broadcast && !allZero(at) && !isLoopbackIp(at) && !isMulticast(at) && !isLinkLocal(at));
}
Value toText(Args args) {
  if (args[0].is(Kind::ip)) {
    return text(formatIp(ipOf(args)));
  }
  return text(fmt::format("{}/{}", formatIp(args[0].as<CidrObject>().ip), args[0].as<CidrObject>().prefix));
}

Value cidr(Args args) {
  const auto parsed = parseCidr(args[0].text());
  return parsed ? Value::object(Kind::cidr, std::make_shared<CidrObject>(parsed->ip, parsed->prefix))
                : Value::error("network address parse error during conversion from string: " + parsed.error());
}
Value isCidr(Args args) {
  return Value::boolean(parseCidr(args[0].text()).has_value());
}
const CidrObject& cidrOf(const Value& value) {
  return value.as<CidrObject>();
}
Value containsIp(Args args) {
  Value other = args[1];
  if (other.is(Kind::string)) {
    other = ip(args.subspan(1));
    if (other.isError()) {
      return Value::noSuchOverload();  // upstream reports the cidr, not the address
    }
  }
  const Ip& at = other.as<IpObject>().ip;
  const CidrObject& block = cidrOf(args[0]);
  return Value::boolean(at.four == block.ip.four && masked(at, block.prefix) == masked(block.ip, block.prefix));
}
Value containsCidr(Args args) {
  Value other = args[1];
  if (other.is(Kind::string)) {
    other = cidr(args.subspan(1));
    if (other.isError()) {
      return other;
    }
  }
  const CidrObject& outer = cidrOf(args[0]);
  const CidrObject& inner = cidrOf(other);
  return Value::boolean(outer.ip.four == inner.ip.four && outer.prefix <= inner.prefix &&
                        masked(outer.ip, outer.prefix) == masked(inner.ip, outer.prefix));
}
Value cidrIp(Args args) {
  return ipValue(cidrOf(args[0]).ip);
}
Value prefixLength(Args args) {
  return Value::integer(cidrOf(args[0]).prefix);
}
Value maskedCidr(Args args) {
  const CidrObject& block = cidrOf(args[0]);
  return Value::object(Kind::cidr, std::make_shared<CidrObject>(masked(block.ip, block.prefix), block.prefix));
}

Value formatValue(const Format& format) {
  return Value::object(Kind::format, std::make_shared<FormatObject>(&format));
}
template <std::size_t kIndex>
Value namedFormat(Args) {
  return formatValue(formats()[kIndex]);
}
Value formatNamed(Args args) {
  for (const Format& format : formats()) {
    if (format.function == args[0].text()) {
      return Value::some(formatValue(format));
    }
  }
  return Value::none();
}
Value validate(Args args) {
  std::vector<Value> errors;
  for (std::string& error : args[0].as<FormatObject>().format->validate(args[1].text())) {
    errors.push_back(text(std::move(error)));
  }
  return errors.empty() ? Value::none() : Value::some(makeList(std::move(errors)));
}
template <std::size_t... kIndices>
void addNamedFormats(FunctionTable& table, std::index_sequence<kIndices...>) {
  (
      [&table] {
        const std::string name = "format." + std::string(formats()[kIndices].function);
        table.addAny(name, name, "->Format", namedFormat<kIndices>);
      }(),
      ...);
}

Value find(Args args) {
  const Pattern pattern = compilePattern(args[1].text());
  return pattern.regex ? text(findFirst(args[0].text(), *pattern.regex)) : Value::error("Illegal regex: " + pattern.error);
}
Value findAllOf(Args args) {
  const Pattern pattern = compilePattern(args[1].text());
  if (!pattern.regex) {
    return Value::error("Illegal regex: " + pattern.error);
  }
  std::vector<Value> out;
  for (std::string& match : findAll(args[0].text(), *pattern.regex, args.size() > 2 ? args[2].integer() : -1)) {
    out.push_back(text(std::move(match)));
  }
  return makeList(std::move(out));
}

Value refuse(Args args) {
  return wrongArgument(args[0]);
}

}  // namespace

void addQuantity(FunctionTable& table) {
  table.add("quantity", "string_to_quantity", "string->Quantity", quantity);
  table.add("isQuantity", "is_quantity_string", "string->bool", isQuantity);
  table.add("sign", "quantity_sign", "Quantity->int", sign);
  table.add("isGreaterThan", "quantity_is_greater_than", ".Quantity,Quantity->bool", quantityGreater);
  table.add("isLessThan", "quantity_is_less_than", ".Quantity,Quantity->bool", quantityLess);
  table.add("compareTo", "quantity_compare_to", ".Quantity,Quantity->int", quantityCompare);
  table.add("asApproximateFloat", "quantity_get_float", ".Quantity->double", asApproximateFloat);
  table.add("asInteger", "quantity_get_int", ".Quantity->int", asInteger);
  table.add("isInteger", "quantity_is_integer", ".Quantity->bool", isInteger);
  table.add("add", "quantity_add", ".Quantity,Quantity->Quantity", quantityAdd);
  table.add("add", "quantity_add_int", ".Quantity,int->Quantity", quantityAdd);
  table.add("sub", "quantity_sub", ".Quantity,Quantity->Quantity", quantitySub);
  table.add("sub", "quantity_sub_int", ".Quantity,int->Quantity", quantitySub);
}

void addSemver(FunctionTable& table, bool normalize) {
  table.add("semver", "string_to_semver", "string->Semver", semver);
  table.add("isSemver", "is_semver_string", "string->bool", isSemver);
  if (normalize) {
    table.add("semver", "string_bool_to_semver", "string,bool->Semver", semver);
    table.add("isSemver", "is_semver_string_bool", "string,bool->bool", isSemver);
  }
  table.add("isGreaterThan", "semver_is_greater_than", ".Semver,Semver->bool", semverGreater);
  table.add("isLessThan", "semver_is_less_than", ".Semver,Semver->bool", semverLess);
  table.add("compareTo", "semver_compare_to", ".Semver,Semver->int", semverCompare);
  table.add("major", "semver_major", ".Semver->int", major);
  table.add("minor", "semver_minor", ".Semver->int", minor);
  table.add("patch", "semver_patch", ".Semver->int", patch);
}

void addUrls(FunctionTable& table) {
  table.add("url", "string_to_url", "string->URL", url);
  table.add("getScheme", "url_get_scheme", ".URL->string", getScheme);
  table.add("getHost", "url_get_host", ".URL->string", getHost);
  table.add("getHostname", "url_get_hostname", ".URL->string", getHostname);
  table.add("getPort", "url_get_port", ".URL->string", getPort);
  table.add("getEscapedPath", "url_get_escaped_path", ".URL->string", getEscapedPath);
  table.add("getQuery", "url_get_query", ".URL->map<string,list<string>>", getQuery);
  table.add("isURL", "is_url_string", "string->bool", isUrl);
}

void addRegex(FunctionTable& table) {
  table.add("find", "string_find_string", ".string,string->string", find);
  table.add("findAll", "string_find_all_string", ".string,string->list<string>", findAllOf);
  table.add("findAll", "string_find_all_string_int", ".string,string,int->list<string>", findAllOf);
}

void addIps(FunctionTable& table) {
  table.add("ip", "string_to_ip", "string->IP", ip);
  table.add("family", "ip_family", ".IP->int", family);
  table.add("ip.isCanonical", "ip_is_canonical", "string->bool", isCanonical);
  table.add("isUnspecified", "ip_is_unspecified", ".IP->bool", isUnspecified);
  table.add("isLoopback", "ip_is_loopback", ".IP->bool", isLoopback);
  table.add("isLinkLocalMulticast", "ip_is_link_local_multicast", ".IP->bool", isLinkLocalMulticast);
  table.add("isLinkLocalUnicast", "ip_is_link_local_unicast", ".IP->bool", isLinkLocalUnicast);
  table.add("isGlobalUnicast", "ip_is_global_unicast", ".IP->bool", isGlobalUnicast);
  table.add("isIP", "is_ip", "string->bool", isIp);
  table.add("string", "ip_to_string", "IP->string", toText);
  table.add("cidr", "string_to_cidr", "string->CIDR", cidr);
  table.add("containsIP", "cidr_contains_ip_string", ".CIDR,string->bool", containsIp);
  table.add("containsIP", "cidr_contains_ip_ip", ".CIDR,IP->bool", containsIp);
  table.add("containsCIDR", "cidr_contains_cidr_string", ".CIDR,string->bool", containsCidr);
  table.add("containsCIDR", "cidr_contains_cidr", ".CIDR,CIDR->bool", containsCidr);
  table.add("ip", "cidr_ip", ".CIDR->IP", cidrIp);
  table.add("prefixLength", "cidr_prefix_length", ".CIDR->int", prefixLength);
  table.add("masked", "cidr_masked", ".CIDR->CIDR", maskedCidr);
  table.add("isCIDR", "is_cidr", "string->bool", isCidr);
  table.add("string", "cidr_to_string", "CIDR->string", toText);
}

void addFormats(FunctionTable& table) {
  table.add("validate", "format-validate", ".Format,string->optional<list<string>>", validate);
  table.add("format.named", "format-named", "string->optional<Format>", formatNamed);
  addNamedFormats(table, std::make_index_sequence<13>());
}

void addAuthorizer(FunctionTable& table, bool selectors) {
  // Nothing in a DRA selector has these types; they exist, so a call on a dyn compiles and fails when it runs.
  table.add("path", "authorizer_path", ".Authorizer,string->PathCheck", refuse);
  table.add("group", "authorizer_group", ".Authorizer,string->GroupCheck", refuse);
  table.addAny("serviceAccount", "authorizer_serviceaccount", ".Authorizer,string,string->Authorizer", refuse);
  table.add("resource", "groupcheck_resource", ".GroupCheck,string->ResourceCheck", refuse);
  table.add("subresource", "resourcecheck_subresource", ".ResourceCheck,string->ResourceCheck", refuse);
  table.add("namespace", "resourcecheck_namespace", ".ResourceCheck,string->ResourceCheck", refuse);
  table.add("name", "resourcecheck_name", ".ResourceCheck,string->ResourceCheck", refuse);
  table.add("check", "pathcheck_check", ".PathCheck,string->Decision", refuse);
  table.add("check", "resourcecheck_check", ".ResourceCheck,string->Decision", refuse);
  table.add("errored", "decision_errored", ".Decision->bool", refuse);
  table.add("error", "decision_error", ".Decision->string", refuse);
  table.add("allowed", "decision_allowed", ".Decision->bool", refuse);
  table.add("reason", "decision_reason", ".Decision->string", refuse);
  if (selectors) {
    table.add("fieldSelector", "authorizer_fieldselector", ".ResourceCheck,string->ResourceCheck", refuse);
    table.add("labelSelector", "authorizer_labelselector", ".ResourceCheck,string->ResourceCheck", refuse);
  }
}

}  // namespace claimscope::cel
