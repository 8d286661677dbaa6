#include "tests/apiserver/certificates.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>

namespace claimscope::apiserver {
namespace {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Bytes = std::unique_ptr<BIO, Freed<BIO_free>>;

void require(bool good, const char* what) {
  if (!good) {
    throw std::runtime_error(std::string("certificate: ") + what);
  }
}

std::string textOf(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

Bytes reader(const std::string& pem) {
  return Bytes(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

void addExtension(X509* certificate, X509* issuer, int id, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> extension(
      X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str()));
  require(extension != nullptr, "extension");
  X509_add_ext(certificate, extension.get(), -1);
}

void addName(X509_NAME* name, const char* field, const std::string& value) {
  if (!value.empty()) {
    X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.c_str()), -1, -1, 0);
  }
}

}  // namespace

KeyPair makeCertificate(const CertificateRequest& request, const KeyPair* issuer) {
  const Key key(EVP_EC_gen("P-256"));
  require(key != nullptr, "key");
  const Certificate certificate(X509_new());
  X509_set_version(certificate.get(), 2);
  std::uint64_t serial = 0;
  RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1U);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), request.notBeforeSeconds);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), request.notAfterSeconds);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* name = X509_get_subject_name(certificate.get());
  addName(name, "O", request.organization);
  addName(name, "CN", request.commonName);

  Certificate issuerCertificate;
  Key issuerKey;
  if (issuer != nullptr) {
    issuerCertificate.reset(PEM_read_bio_X509(reader(issuer->certPem).get(), nullptr, nullptr, nullptr));
    issuerKey.reset(PEM_read_bio_PrivateKey(reader(issuer->keyPem).get(), nullptr, nullptr, nullptr));
    require(issuerCertificate != nullptr && issuerKey != nullptr, "issuer");
  }
  X509* signer = issuer != nullptr ? issuerCertificate.get() : certificate.get();
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
  addExtension(certificate.get(), signer, NID_basic_constraints, request.authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
  std::string names = request.dnsName.empty() ? std::string() : "DNS:" + request.dnsName;
  if (!request.ipAddress.empty()) {
    names += (names.empty() ? "IP:" : ",IP:") + request.ipAddress;
  }
  if (!names.empty()) {
    addExtension(certificate.get(), signer, NID_subject_alt_name, names);
  }
  require(X509_sign(certificate.get(), issuer != nullptr ? issuerKey.get() : key.get(), EVP_sha256()) > 0, "signature");

  const Bytes certOut(BIO_new(BIO_s_mem()));
  const Bytes keyOut(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(certOut.get(), certificate.get());
  PEM_write_bio_PKCS8PrivateKey(keyOut.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return {textOf(certOut.get()), textOf(keyOut.get())};
}

}  // namespace claimscope::apiserver
