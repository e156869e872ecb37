"""What the words and the order of words in English say for (or against) a question.

A logistic regression over the features of `questions.py`, learned from Ubuntu's chat (IRC
Disentanglement, CC BY 4.0), ConvAbuse (CC BY 4.0) and the SMS Spam Collection (its ham): texts
whose authors put a question mark at the end, the mark removed, against all others. The 600
features that matter most are kept.
"""

BIAS = -1.74

WEIGHTS = {
    name: float(weight)
    for name, _, weight in (
        one.rpartition("=")
        for one in """\
1:W=-0.16|1:W short=0.39|1:anyone=0.27|1:are=0.25|1:are you=0.19|1:can=0.15|1:did=0.28
1:do you=0.14|1:does=0.58|1:don't=-0.3|1:have=0.22|1:how=0.07|1:i am=0.25|1:i'll=-0.24|1:in=0.16
1:is=0.11|1:it=-0.49|1:it is=-0.09|1:my=-0.2|1:or=-0.29|1:thanks=-0.25|1:the=-0.28|1:when=-0.28
1:why=0.38|1:you=-0.21|1:you can=-0.28|1:you need=-0.34|N0=0.63|N1=0.36|N2=0.23|N3=0.23|W0=0.47
W1=0.31|W2=0.15|W3=0.16|Y0=0.16|Y1=0.07|Y2=0.07|Y3=-0.58|b:am not=-0.15|b:and it=0.2
b:and the=0.27|b:anyone know=0.14|b:are you=0.34|b:but i=-0.14|b:can be=-0.27|b:can i=0.48
b:did you=0.32|b:do i=0.62|b:do you=0.45|b:don't know=-0.15|b:from a=0.31|b:have a=-0.19
b:have to=0.14|b:have you=0.25|b:help me=0.21|b:how do=0.09|b:i can=0.33|b:i do=0.27
b:i don't=-0.24|b:i just=0.21|b:i need=0.29|b:i think=-0.25|b:i was=-0.21|b:i will=-0.25
b:i would=-0.25|b:if i=0.46|b:if you=-0.49|b:is it=0.49|b:is there=0.3|b:is this=0.39
b:of the=0.15|b:should i=0.3|b:so i=0.2|b:sudo apt=-0.28|b:that is=-0.21|b:that you=-0.29
b:there is=-0.85|b:this is=-0.31|b:to do=-0.11|b:to fix=0.27|b:to get=0.16|b:to use=0.3
b:to work=-0.24|b:want to=-0.13|b:what i=-0.33|b:what is=0.15|b:when you=-0.18|b:with the=-0.22
b:you are=-0.11|b:you can=-0.36|b:you could=-0.3|b:you do=0.27|b:you mean=0.47|b:you need=-0.23
c:AD=0.25|c:ADx=0.16|c:ADxx=0.18|c:AI=1.12|c:AIx=0.57|c:AIxx=0.18|c:AN=0.71|c:ANx=0.35
c:ANxx=0.14|c:AP=1.15|c:APD=0.19|c:APDx=0.21|c:APN=0.27|c:APx=0.67|c:APxx=0.18|c:AY=0.94
c:AYx=0.52|c:AYxx=0.22|c:Ax=-0.17|c:Axx=0.09|c:Dx=-0.24|c:Dxx=-0.22|c:Dxxx=-0.15|c:IAA=-0.29
c:IAx=0.07|c:IAxD=0.11|c:IAxx=-0.14|c:Ix=-0.18|c:Ixx=0.17|c:Ixxx=0.34|c:Nx=0.67|c:Nx$=0.22
c:Nx$$=0.22|c:Nxx=0.22|c:Nxxx=0.18|c:PA=-0.54|c:PAD=-0.08|c:Px=-0.42|c:Pxx=-0.18|c:Pxxx=-0.19
c:WA=0.71|c:WAD=0.35|c:WADx=0.34|c:WAI=0.2|c:WAIx=0.1|c:WI=-0.39|c:WIx=-0.19|c:Wx=0.41|c:WxA=0.22
c:Wxx=0.08|c:Wxxx=0.33|c:YA=-0.4|c:YAxx=-0.1|c:Yx=0.22|c:Yxx=0.16|c:x$=-0.06|c:x$$=-0.06
c:x$$$=-0.06|c:xA=-0.17|c:xAD=-0.13|c:xAY=0.34|c:xAx=-0.22|c:xAxx=-0.2|c:xD=-0.36|c:xDx=-0.27
c:xDx$=-0.09|c:xDxx=-0.24|c:xF=-0.39|c:xFx=-0.18|c:xI=-0.17|c:xIA=-0.24|c:xIAx=-0.13|c:xP=-0.36
c:xPA=-0.1|c:xPAx=-0.13|c:xPx=-0.15|c:xPxx=-0.25|c:xY=-0.49|c:xYA=-0.21|c:xYAx=-0.15|c:xYx=-0.06
c:xx=-0.27|c:xxAx=-0.25|c:xxF=-0.23|c:xxF$=-0.21|c:xxP=-0.14|c:xxW=-0.29|c:xxY=-0.12|c:xxx=-0.08
c:xxx$=-0.3|c:xxxA=-0.2|c:xxxD=0.25|c:xxxP=-0.17|c:xxxx=-0.23|cc:ADx=-0.13|cc:AFx=0.17
cc:AIA=0.22|cc:AIx=1.36|cc:ANx=0.31|cc:APD=0.3|cc:APN=0.28|cc:APx=0.87|cc:AYA=0.28|cc:AYx=0.96
cc:AxD=-0.28|cc:AxF=0.22|cc:AxN=-0.31|cc:AxP=-0.14|cc:AxY=-0.2|cc:Axx=-0.08|cc:DxA=0.08
cc:DxF=-0.36|cc:DxP=0.22|cc:Dxx=-0.1|cc:FPx=-0.24|cc:IAA=-0.23|cc:IAD=-0.18|cc:IFx=0.21
cc:IxD=0.26|cc:IxP=0.27|cc:Ixx=0.09|cc:NxW=0.25|cc:Nxx=0.55|cc:PAW=-0.27|cc:PAx=-0.2|cc:PDx=0.3
cc:PxA=-0.17|cc:PxD=0.24|cc:PxF=-0.21|cc:Pxx=0.14|cc:WAD=0.5|cc:WAI=0.31|cc:WAP=0.27|cc:WAY=0.31
cc:WAx=0.08|cc:WDx=-0.41|cc:WIx=-0.2|cc:WPx=-0.12|cc:WYA=-0.29|cc:WYx=-0.26|cc:WxA=0.38
cc:Wxx=0.2|cc:YAx=-0.08|cc:YxD=0.15|cc:Yxx=0.1|cc:xAD=-0.14|cc:xAI=0.49|cc:xAP=0.45|cc:xAY=0.51
cc:xAx=-0.35|cc:xFF=-0.28|cc:xFx=-0.16|cc:xIA=-0.15|cc:xNx=-0.24|cc:xWA=0.51|cc:xWI=0.15
cc:xWP=-0.22|cc:xWY=-0.19|cc:xWx=0.05|cc:xYx=-0.57|cc:xxD=0.1|cc:xxI=-0.14|cc:xxP=-0.06
cc:xxW=0.17|cc:xxY=-0.42|cc:xxx=0.08|ce:AP=0.08|ce:Ax=-0.17|ce:Fx=-0.12|ce:Ix=-0.27|ce:Nx=0.12
ce:Px=-0.34|ce:Wx=0.28|ce:Yx=0.16|ce:x=-0.06|ce:xA=-0.23|ce:xN=0.21|ce:xP=-0.11|ce:xW=0.56
ce:xY=-0.28|cl:AD1=0.17|cl:AI1=0.42|cl:AI2=0.35|cl:AN2=0.44|cl:AP1=0.45|cl:AP2=0.57|cl:AY1=0.47
cl:AY2=0.36|cl:Ax0=-0.13|cl:Ax1=-0.16|cl:Ax2=0.18|cl:Dx1=0.13|cl:Dx2=-0.07|cl:IA0=-0.23
cl:IA2=0.17|cl:IA3=0.24|cl:Ix1=-0.2|cl:Ix2=-0.12|cl:Nx0=0.25|cl:Nx2=0.27|cl:PA1=-0.25|cl:PA2=-0.1
cl:Px1=-0.11|cl:Px2=-0.16|cl:WA1=0.29|cl:WA2=0.24|cl:Wx0=0.24|cl:Wx1=0.41|cl:Yx1=0.18|cl:x0=-0.06
cl:xA1=-0.16|cl:xD0=-0.22|cl:xD1=-0.16|cl:xF2=-0.26|cl:xI2=-0.17|cl:xP2=-0.29|cl:xY0=-0.25
cl:xY1=-0.2|cl:xx1=-0.32|cl:xx2=-0.43|cl:xx3=-0.14|e:04=-0.36|e:already=0.32|e:ideas=0.51
e:it=0.28|e:me=0.13|e:now=0.35|e:p=-0.33|e:right=1.05|e:server=0.32|e:thanks=-0.2|e:there=0.33
e:this=0.19|e:tonight=0.44|e:what=0.57|e:yes=-0.11|e:you=0.27|n:0=-0.51|n:1=-0.36|n:2=-0.11
n:3=0.08|n:4=-0.1|n:5=-0.34|none=-0.42|s:W=0.37|s:a=-0.16|s:any=0.56|s:anyone=0.64|s:are=0.37
s:are you=0.24|s:can=0.18|s:can i=0.26|s:did=0.33|s:did you=0.17|s:do you=0.23|s:does=0.65
s:don't=-0.21|s:how=0.09|s:huh=0.55|s:i=-0.34|s:i am=0.33|s:i don't=-0.08|s:i have=-0.1
s:if=-0.13|s:if i=0.34|s:if you=-0.26|s:is=0.58|s:is it=0.24|s:is there=0.31|s:it=-0.16
s:maybe=0.22|s:my=-0.16|s:ok=0.22|s:on=0.27|s:or=-0.14|s:right=0.34|s:see=-0.38|s:should=0.25
s:something=-0.29|s:sorry=-0.19|s:tell=-0.26|s:thanks=-0.36|s:that=0.07|s:that is=-0.13
s:they=-0.17|s:try=-0.13|s:use=-0.22|s:we=-0.21|s:what=0.26|s:what is=0.07|s:when=-0.25
s:which=-0.27|s:why=0.57|s:with=0.35|s:would=0.5|s:yes=-0.18|s:you=0.15|s:you 6=-0.06
s:you can=-0.28|s:you need=-0.37|u:1=-0.47|u:10=0.2|u:8=0.22|u:a=0.06|u:about=-0.08|u:again=0.21
u:all=-0.08|u:already=0.26|u:also=-0.18|u:am=-0.09|u:an=0.33|u:any=0.57|u:anyone=1.32|u:apt=0.32
u:are=0.3|u:as=-0.06|u:ask=-0.29|u:at=-0.14|u:back=-0.17|u:be=0.07|u:been=-0.2|u:before=-0.19
u:bit=-0.17|u:boot=0.1|u:but=-0.22|u:call=-0.33|u:can=0.07|u:card=0.39|u:cd=0.19|u:channel=-0.26
u:come=0.27|u:command=0.26|u:computer=0.32|u:could=0.25|u:d=-0.21|u:did=0.43|u:do=0.17
u:does=0.62|u:don't=-0.21|u:download=0.51|u:drive=0.15|u:find=-0.36|u:first=-0.35|u:fix=0.48
u:from=0.25|u:fuck=-0.35|u:great=-0.26|u:has=0.12|u:have=0.38|u:having=0.29|u:he=-0.17
u:hello=0.47|u:here=0.16|u:home=-0.22|u:how=0.49|u:huh=0.6|u:i=-0.27|u:i'll=-0.09|u:ideas=0.56
u:if=0.31|u:in=0.05|u:info=-0.26|u:is=0.37|u:k=0.36|u:know=0.1|u:like=-0.16|u:lol=-0.26
u:looking=0.26|u:may=-0.2|u:maybe=0.67|u:me=-0.08|u:mean=0.28|u:mode=0.3|u:more=-0.16
u:most=-0.24|u:much=-0.24|u:need=-0.21|u:never=-0.41|u:new=0.15|u:no=-0.45|u:not=-0.36
u:nothing=-0.21|u:now=0.05|u:ok=0.12|u:one=-0.23|u:or=0.63|u:other=-0.12|u:out=-0.12|u:p=-0.28
u:people=-0.36|u:please=-0.4|u:problem=-0.18|u:question=0.16|u:read=-0.17|u:right=0.52|u:run=0.17
u:running=0.15|u:s=-0.26|u:said=-0.19|u:say=-0.23|u:see=-0.23|u:server=0.16|u:settings=0.19
u:should=0.23|u:so=0.63|u:some=-0.15|u:someone=0.17|u:something=-0.34|u:sorry=-0.33|u:sound=0.34
u:still=0.36|u:stuff=-0.16|u:sudo=-0.13|u:support=0.22|u:sure=-0.12|u:system=0.21|u:tell=-0.33
u:terminal=0.38|u:thanks=-0.46|u:the=0.09|u:there=-0.27|u:things=0.28|u:today=-0.25
u:tonight=0.43|u:too=-0.35|u:tried=0.11|u:try=-0.28|u:ubuntu=0.55|u:under=0.24|u:update=0.1
u:upgrade=0.2|u:us=0.27|u:using=0.3|u:very=-0.25|u:was=0.18|u:way=0.19|u:well=-0.37|u:were=0.21
u:what=0.56|u:where=0.39|u:which=-0.29|u:why=0.27|u:will=0.34|u:windows=0.35|u:wireless=0.32
u:with=0.07|u:work=0.31|u:works=-0.21|u:would=0.26|u:yeah=-0.26|u:yes=-0.51|u:yet=0.39|u:you=0.41
z:W=0.96|z:W short=0.53|z:any=0.62|z:anyone=0.67|z:are=0.14|z:are you=0.2|z:can=0.53|z:did=0.4
z:did you=0.14|z:do=0.3|z:do you=0.36|z:does=0.59|z:how=0.41|z:how do=0.14|z:i=-1.15|z:i am=-0.15
z:i have=-0.18|z:i'll=-0.22|z:is=0.41|z:is there=0.32|z:it=-0.15|z:my=-0.38|z:right=0.41
z:see=-0.36|z:thanks=-0.29|z:that=-0.42|z:that is=-0.3|z:the=-0.24|z:what=0.67|z:what is=0.24
z:when=-0.53|z:where=0.21|z:why=0.41|z:you=0.23|z:you 6=-0.22|z:you can=-0.32""".replace(
            "\n", "|"
        ).split("|")
    )
}
