// A CloudFront function at viewer request: finds the file of an address in an exported site, and leads to the slash at the
// end of a list, as serve does.
var LISTS = /^\/(?:cy(?:\/datganiadau(?:\/\d+){0,2})?|en(?:\/releases(?:\/\d+){0,2})?)$/;
function handler(event) {
  var request = event.request, uri = request.uri, name = uri.split('/').pop();
  if (LISTS.test(uri)) return {
    statusCode: 308,
    statusDescription: 'Permanent Redirect',
    headers: {
      location: { value: uri + '/' },
      'cache-control': { value: 'public, max-age=0, must-revalidate, s-maxage=30, stale-while-revalidate=15, stale-if-error=86400' }
    }
  };
  if (!name) request.uri += 'index.html'; else if (!name.includes('.')) request.uri += '.html';
  return request;
}
