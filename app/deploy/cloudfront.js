// A CloudFront function at viewer request: finds the file of an address in an exported site.
function handler(event) {
  var request = event.request, name = request.uri.split('/').pop();
  if (!name) request.uri += 'index.html'; else if (!name.includes('.')) request.uri += '.html';
  return request;
}
